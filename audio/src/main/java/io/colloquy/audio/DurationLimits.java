package io.colloquy.audio;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Timeline;

/**
 * How long audio may be once decoded.
 *
 * @param maxSamples at 16 kHz
 */
public record DurationLimits(int maxSamples) {
    /** Of audio that a record carries: 10 min, 19 MB of PCM. */
    public static final DurationLimits CARRIED = new DurationLimits(600 * Timeline.SAMPLE_RATE);
    /** Of audio that lies in storage: 2 h, 230 MB of PCM. */
    public static final DurationLimits STORED = new DurationLimits(7_200 * Timeline.SAMPLE_RATE);

    /** Of a file that is not held: as many samples as are counted, 37 h. */
    static final DurationLimits OF_FILES = new DurationLimits(Integer.MAX_VALUE);

    /** 20 ms: the shortest packet that devices send; no model hears less. */
    public static final int MIN_SAMPLES = Timeline.SAMPLE_RATE / 50;

    /** To be asked before memory is taken for so many samples. */
    void requireNotTooLong(long samples) throws RejectedException {
        if (samples > maxSamples) {
            int minutes = maxSamples / (60 * Timeline.SAMPLE_RATE);
            throw RejectedException.of(
                    Reason.TOO_LONG, "decodes to more than " + minutes + " min: send shorter chunks");
        }
    }

    /**
     * To be asked before Opus is decoded that a record carries; what lies in storage is as long as its bytes let it be.
     */
    void requireCheapEnough(double kilobytes) throws RejectedException {
        if (maxSamples <= CARRIED.maxSamples && kilobytes > OpusCost.MOST_KB) {
            throw RejectedException.of(
                    Reason.TOO_LONG,
                    "holds more Opus frames than 256 MB of memory can decode, of very few bytes each: send shorter chunks");
        }
    }

    static void requireNotTooShort(long samples) throws RejectedException {
        if (samples < MIN_SAMPLES) {
            throw RejectedException.of(
                    Reason.TOO_SHORT,
                    "decodes to " + samples * 1000 / Timeline.SAMPLE_RATE + " ms, at least 20 ms are needed");
        }
    }
}
