package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Intervals;
import java.util.Arrays;

/**
 * The audio of a part that utterances across its open ends may need: a head from its first sample on, and a tail up to
 * its last.
 *
 * @param head PCM16 from sample 0; empty where what comes before is known
 * @param tail PCM16 up to the last sample; empty where what comes after is known, or the head is the whole part
 * @param samples length of the part
 */
public record EdgeAudio(byte[] head, byte[] tail, int samples) {

    /**
     * Which of a part's audio may still be needed.
     *
     * @param minSilence samples of silence that end a speech segment
     * @param pad samples around a segment that belong to its clip
     */
    record Need(int minSilence, int pad, boolean before, boolean after) {}

    /**
     * Takes from a part the speech at its open ends, in whole speech segments; null if there is nothing to keep.
     *
     * @param speech voice activity of the part
     */
    static EdgeAudio of(byte[] pcm, Intervals speech, Need need) {
        int samples = pcm.length / 2;
        int head = need.before ? Math.min(samples, headLength(samples, speech, need.minSilence) + need.pad) : 0;
        int tail = need.after ? Math.min(samples, tailLength(samples, speech, need.minSilence) + need.pad) : 0;
        if (head + tail == 0) return null;
        if (head + tail >= samples) return new EdgeAudio(pcm, new byte[0], samples);
        return new EdgeAudio(
                Arrays.copyOf(pcm, 2 * head), Arrays.copyOfRange(pcm, 2 * (samples - tail), 2 * samples), samples);
    }

    /** How much is kept, in bytes. */
    public int bytes() {
        return head.length + tail.length;
    }

    private static int headLength(int samples, Intervals speech, int minSilence) {
        int end = 0;
        for (int i = 0; i < speech.count() && speech.from(i) - end < minSilence; i++) end = speech.to(i);
        return samples - end < minSilence ? samples : end;
    }

    private static int tailLength(int samples, Intervals speech, int minSilence) {
        int start = samples;
        for (int i = speech.count() - 1; i >= 0 && start - speech.to(i) < minSilence; i--) start = speech.from(i);
        return start < minSilence ? samples : samples - start;
    }

    /**
     * Copies samples {@code [from, to)} of the part into {@code target} at byte {@code at}.
     *
     * @return false, with nothing copied, where they are not kept
     */
    boolean copy(int from, int to, byte[] target, int at) {
        int tailStart = samples - tail.length / 2;
        if (2 * to <= head.length) {
            System.arraycopy(head, 2 * from, target, at, 2 * (to - from));
        } else if (from >= tailStart) {
            System.arraycopy(tail, 2 * (from - tailStart), target, at, 2 * (to - from));
        } else {
            return false;
        }
        return true;
    }
}
