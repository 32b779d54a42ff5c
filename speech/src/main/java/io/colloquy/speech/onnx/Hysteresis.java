package io.colloquy.speech.onnx;

import java.util.Arrays;

/**
 * Turns probabilities of windows into intervals: speech begins where one reaches the threshold and ends where one falls
 * below the negative threshold. No rule about durations: those belong to whole chains, not to a part.
 */
final class Hysteresis {
    /** How far below the threshold speech ends, and the least negative threshold; Silero's own values. */
    private static final float BAND = 0.15f;

    private static final float FLOOR = 0.01f;

    private final float threshold;
    private final float negativeThreshold;

    Hysteresis(float threshold) {
        this(threshold, Math.max(threshold - BAND, FLOOR));
    }

    Hysteresis(float threshold, float negativeThreshold) {
        if (!(negativeThreshold > 0 && negativeThreshold <= threshold && threshold < 1))
            throw new IllegalArgumentException("thresholds must keep 0 < negative <= positive < 1, but are "
                    + negativeThreshold + " and " + threshold);
        this.threshold = threshold;
        this.negativeThreshold = negativeThreshold;
    }

    /**
     * Intervals of samples {@code [from₀, to₀, …)}.
     *
     * @param window samples that each probability stands for
     * @param samples length of the audio, where the last interval ends at the latest
     */
    int[] intervals(float[] probabilities, int window, int samples) {
        int[] bounds = new int[probabilities.length + 1];
        int count = 0;
        for (int i = 0; i < probabilities.length; i++) {
            boolean speaking = (count & 1) == 1;
            if (speaking ? probabilities[i] < negativeThreshold : probabilities[i] >= threshold)
                bounds[count++] = i * window;
        }
        if ((count & 1) == 1) bounds[count++] = samples;
        return Arrays.copyOf(bounds, count);
    }
}
