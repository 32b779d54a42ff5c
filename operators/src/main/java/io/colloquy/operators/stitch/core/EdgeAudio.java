package io.colloquy.operators.stitch.core;

import java.util.Arrays;

/**
 * The audio of a part that utterances across its ends may need: a head from its first sample on, and a tail up to its
 * last.
 *
 * @param head PCM16 from sample 0
 * @param tail PCM16 up to the last sample; empty where the head is the whole part
 * @param samples length of the part
 */
public record EdgeAudio(byte[] head, byte[] tail, int samples) {

    /**
     * Keeps of a part what lies within {@code reach} of its ends, and whole sounds that begin or end there.
     *
     * @param raw voice activity, sample intervals
     * @param minSilence samples of silence that end a sound
     * @param pad samples around a sound that belong to its clip
     */
    public static EdgeAudio of(byte[] pcm, int[] raw, int minSilence, int pad) {
        int samples = pcm.length / 2;
        int head = Math.min(samples, headLength(samples, raw, minSilence) + pad);
        int tail = Math.min(samples, tailLength(samples, raw, minSilence) + pad);
        if (head + tail >= samples) return new EdgeAudio(pcm, new byte[0], samples);
        return new EdgeAudio(
                Arrays.copyOf(pcm, 2 * head), Arrays.copyOfRange(pcm, 2 * (samples - tail), 2 * samples), samples);
    }

    private static int headLength(int samples, int[] raw, int minSilence) {
        int end = 0;
        for (int i = 0; i < raw.length && raw[i] - end < minSilence; i += 2) end = raw[i + 1];
        return samples - end < minSilence ? samples : end;
    }

    private static int tailLength(int samples, int[] raw, int minSilence) {
        int start = samples;
        for (int i = raw.length - 1; i > 0 && start - raw[i] < minSilence; i -= 2) start = raw[i - 1];
        return start < minSilence ? samples : samples - start;
    }

    /** Copies samples {@code [from, to)} of the part into {@code target} at byte {@code at}. */
    void copy(int from, int to, byte[] target, int at) {
        if (2 * to <= head.length) {
            System.arraycopy(head, 2 * from, target, at, 2 * (to - from));
            return;
        }
        int tailStart = samples - tail.length / 2;
        if (from < tailStart) {
            throw new IllegalStateException("samples [" + from + ", " + to + ") of a part of " + samples
                    + " are not kept: the head has " + head.length / 2 + ", the tail " + tail.length / 2);
        }
        System.arraycopy(tail, 2 * (from - tailStart), target, at, 2 * (to - from));
    }
}
