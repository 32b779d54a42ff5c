package io.colloquy.bench.prints;

import io.colloquy.audio.SoundPrint;
import io.colloquy.schemas.Pcm16;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Two sounds of two files, half of them by one voice. */
final class DifferentPairs {
    private static final int FRAME_SAMPLES = SoundPrint.FRAME_SAMPLES;
    /** Half a second. */
    private static final int PROBE = 25;
    /** What agrees in so much may be one recording. */
    private static final double SUSPICIOUS = 0.75;
    /** What correlates in so much is one recording. */
    private static final double ONE_RECORDING = 0.9;

    private final Soundings soundings;
    private final long seed;

    DifferentPairs(Soundings soundings, long seed) {
        this.soundings = soundings;
        this.seed = seed;
    }

    /** Two files and how they compare. @param oneRecording whether the waveform says that both are of one recording */
    record Pair(String one, String other, Comparing comparing, boolean oneRecording) {}

    /** @param frames of the stretches; none where no sound is so long */
    List<Pair> compare(int count, int frames) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> compare(new Random(seed + 31L * i + frames), frames, i % 2 == 0))
                .flatMap(List::stream)
                .toList();
    }

    private List<Pair> compare(Random random, int frames, boolean sameVoice) {
        Sounding one = soundings.any(random, frames);
        Sounding other = one == null ? null : soundings.other(one, sameVoice, frames, random);
        if (other == null) return List.of();
        int from = one.from() + random.nextInt(one.frames() - frames + 1);
        int at = random.nextInt(other.frames() - frames + 1);
        Comparing comparing = Comparing.of(one.print(from, frames), other.print(), at);
        boolean oneRecording = comparing.best() >= SUSPICIOUS
                && comparing.found() != null
                && isOneRecording(one.file().pcm(), from, other, at + comparing.found(), frames);
        return List.of(new Pair(one.file().name(), other.file().name(), comparing, oneRecording));
    }

    private static boolean isOneRecording(byte[] one, int from, Sounding other, int at, int frames) {
        for (int probe = 0; probe + PROBE <= frames; probe += PROBE) {
            int first = (from + probe) * FRAME_SAMPLES;
            int second = (other.from() + at + probe) * FRAME_SAMPLES;
            if (correlation(one, first, other.file().pcm(), second) >= ONE_RECORDING) return true;
        }
        return false;
    }

    /** The greatest at any shift of a frame or less. */
    private static double correlation(byte[] one, int from, byte[] other, int at) {
        double greatest = 0;
        int samples = PROBE * FRAME_SAMPLES;
        int first = Math.max(-FRAME_SAMPLES, -at);
        int last = Math.min(FRAME_SAMPLES, Pcm16.samples(other) - samples - at);
        for (int shift = first; shift <= last; shift++)
            greatest = Math.max(greatest, correlation(one, from, other, at + shift, samples));
        return greatest;
    }

    private static double correlation(byte[] one, int from, byte[] other, int at, int samples) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < samples; i++) {
            double x = Pcm16.get(one, Short.BYTES * (from + i));
            double y = Pcm16.get(other, Short.BYTES * (at + i));
            product += x * y;
            first += x * x;
            second += y * y;
        }
        return first == 0 || second == 0 ? 0 : Math.abs(product) / Math.sqrt(first * second);
    }
}
