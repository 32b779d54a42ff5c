package io.colloquy.speech.onnx;

import io.colloquy.schemas.Intervals;

/**
 * Turns probabilities of windows into intervals: speech begins where one reaches the threshold and ends where one falls
 * below the negative threshold. No rule about durations: those belong to whole chains, not to a part.
 */
final class Hysteresis {
    /** How far below the threshold speech ends, and the least negative threshold; Silero's own values. */
    private static final float BAND = 0.15f;

    private static final float FLOOR = 0.01f;
    private static final int NO_SPEECH = -1;

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
     * The samples that are speech.
     *
     * @param window samples that each probability stands for
     * @param samples length of the audio, where speech ends at the latest
     */
    Intervals speech(float[] probabilities, int window, int samples) {
        Intervals.Builder speech = Intervals.builder();
        int from = NO_SPEECH;
        for (int i = 0; i < probabilities.length; i++) {
            if (from == NO_SPEECH) {
                if (probabilities[i] >= threshold) from = i * window;
            } else if (probabilities[i] < negativeThreshold) {
                speech.add(from, i * window);
                from = NO_SPEECH;
            }
        }
        if (from != NO_SPEECH) speech.add(from, samples);
        return speech.build();
    }
}
