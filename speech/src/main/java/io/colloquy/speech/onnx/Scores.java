package io.colloquy.speech.onnx;

import java.nio.FloatBuffer;

/** What a model says for and against each of several choices, somewhere in a buffer. */
final class Scores {
    private Scores() {}

    /**
     * Which of {@code count} scores from {@code from} is the highest, counted from 0; the first of equals.
     *
     * @throws NotANumberException where one of them is no number
     */
    static int argmax(FloatBuffer scores, int from, int count) {
        int best = 0;
        float most = scores.get(from);
        for (int i = 1; i < count; i++) {
            float score = scores.get(from + i);
            if (score > most || Float.isNaN(score)) {
                most = score;
                best = i;
            }
        }
        if (Float.isNaN(most)) throw new NotANumberException();
        return best;
    }

    /** The probability of one of the first {@code count} choices, none of whose scores is higher (softmax). */
    static double probabilityOfBest(FloatBuffer scores, int best, int count) {
        float most = scores.get(best);
        double sum = 0;
        for (int i = 0; i < count; i++) sum += Math.exp(scores.get(i) - most);
        return 1 / sum;
    }
}
