package io.colloquy.speech.onnx;

import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Greedy decoding of connectionist temporal classification (Graves et al. 2006): the most probable token of each frame,
 * repeats and blanks dropped.
 */
final class CtcDecoder {
    private final Tokens tokens;
    private final int frameMillis;

    CtcDecoder(Tokens tokens, int frameMillis) {
        this.tokens = tokens;
        this.frameMillis = frameMillis;
    }

    /**
     * The words of a clip.
     *
     * @param logProbabilities [frames, tokens], from {@code offset}
     */
    List<Word> decode(FloatBuffer logProbabilities, int offset, int frames) {
        WordBuilder words = new WordBuilder(tokens, frameMillis);
        int previous = tokens.blank();
        for (int t = 0; t < frames; t++) {
            int row = offset + t * tokens.count();
            int best = Scores.argmax(logProbabilities, row, tokens.count());
            if (best != tokens.blank()) {
                if (best != previous) words.token(best, t, Math.exp(logProbabilities.get(row + best)));
                words.lastsUntil(t + 1);
            }
            previous = best;
        }
        return words.finish();
    }
}
