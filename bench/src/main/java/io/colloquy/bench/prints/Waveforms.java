package io.colloquy.bench.prints;

import io.colloquy.audio.SoundPrint;
import io.colloquy.schemas.Pcm16;

/**
 * Whether two files hold one recording, by their samples: so a pair of different sounds that was none is found out. Two
 * readings of one sentence do not correlate.
 */
final class Waveforms {
    private static final int FRAME_SAMPLES = SoundPrint.FRAME_SAMPLES;
    /** Half a second. */
    private static final int PROBE = 25;
    /** What correlates in so much is one recording. */
    private static final double ONE_RECORDING = 0.9;

    private Waveforms() {}

    /**
     * Whether some half second of the two is one recording.
     *
     * @param from a frame of the one's file
     * @param at a frame of the other sound, counted from its first
     * @param frames that both have from there on
     */
    static boolean areOneRecording(Sounding one, int from, Sounding other, int at, int frames) {
        for (int probe = 0; probe + PROBE <= frames; probe += PROBE) {
            int first = (from + probe) * FRAME_SAMPLES;
            int second = (other.from() + at + probe) * FRAME_SAMPLES;
            if (correlation(one.file().pcm(), first, other.file().pcm(), second) >= ONE_RECORDING) return true;
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
