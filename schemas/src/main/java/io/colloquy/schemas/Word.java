package io.colloquy.schemas;

/**
 * A recognised word.
 *
 * @param w the word
 * @param s start, ms (from the start of the clip as it was transcribed, or of the utterance as it is published)
 * @param e end, ms
 * @param c confidence, 0–1, in hundredths (see {@link #confidence})
 */
public record Word(String w, int s, int e, float c) {

    /**
     * A probability as words give it: in hundredths. The last bits of what a model says depend on its company in a
     * batch, and of a mean of token probabilities nobody can tell more.
     */
    public static float confidence(double probability) {
        return Math.round(probability * 100) / 100f;
    }
}
