package io.colloquy.schemas;

import java.util.concurrent.TimeUnit;

/** Units of time. Times are integer µs since the epoch; audio is counted in samples at 16 kHz, mono. */
public final class Timeline {
    public static final int SAMPLE_RATE = 16_000;
    private static final int SAMPLES_PER_MILLI = SAMPLE_RATE / 1_000;

    public static final int PART_SAMPLES = 30 * SAMPLE_RATE;
    public static final long PART_MICROS = 30_000_000L;
    /** Voices are clustered, and revisions are published, per absolute bucket of this length. */
    public static final long BUCKET_MICROS = TimeUnit.MINUTES.toMicros(10);

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    private Timeline() {}

    /** µs that so many samples last; one lasts 62.5 µs, so an odd count is rounded down. */
    public static long micros(long samples) {
        return Math.floorDiv(samples * 125, 2L);
    }

    /** Samples in so many µs. */
    public static long samples(long micros) {
        return Math.floorDiv(micros * 2, 125L);
    }

    /**
     * How many samples of a recording begin less than so many µs after it does: each at {@link #micros} of its number.
     */
    public static long samplesBefore(long micros) {
        return -Math.floorDiv(micros * -2, 125L);
    }

    /**
     * Milliseconds of a part that begin within its samples {@code [from, to)}. Adjacent ranges add up without a
     * remainder, so accounts balance to the millisecond.
     */
    public static long millisWithin(int from, int to) {
        return millisBefore(to) - millisBefore(from);
    }

    private static long millisBefore(int sample) {
        return Math.floorDiv(sample + SAMPLES_PER_MILLI - 1, SAMPLES_PER_MILLI);
    }

    /** Days since the epoch, UTC. */
    public static long day(long micros) {
        return Math.floorDiv(micros, DAY_MICROS);
    }

    /** The ten-minute bucket that holds the instant. */
    public static long bucket(long micros) {
        return Math.floorDiv(micros, BUCKET_MICROS);
    }
}
