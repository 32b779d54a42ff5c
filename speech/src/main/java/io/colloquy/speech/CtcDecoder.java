package io.colloquy.speech;

import io.colloquy.schemas.Word;
import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Greedy decoding of connectionist temporal classification (Graves et al. 2006): the most probable token of each frame,
 * repeats and blanks dropped.
 */
final class CtcDecoder {
    /** A vocabulary of bytes can spell them, but nobody says them, and Postgres refuses U+0000 in any text. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");

    private final Tokens tokens;
    private final int frameMillis;

    CtcDecoder(Tokens tokens, int frameMillis) {
        this.tokens = tokens;
        this.frameMillis = frameMillis;
    }

    /**
     * Words with their times in ms from the clip's start: from a word's first token to the end of its last. A word's
     * confidence is the mean of its tokens' probabilities. Control characters are dropped; what is then empty is no word.
     *
     * @param logProbabilities [frames, tokens], from {@code offset}
     */
    List<Word> decode(FloatBuffer logProbabilities, int offset, int frames) {
        WordBuilder words = new WordBuilder();
        int previous = tokens.blank();
        for (int t = 0; t < frames; t++) {
            int row = offset + t * tokens.count();
            int best = argmax(logProbabilities, row);
            if (best != tokens.blank()) {
                if (best != previous) words.token(best, t, Math.exp(logProbabilities.get(row + best)));
                words.lastsUntil(t + 1);
            }
            previous = best;
        }
        return words.finish();
    }

    private int argmax(FloatBuffer values, int row) {
        int best = 0;
        float most = values.get(row);
        for (int i = 1; i < tokens.count(); i++) {
            float value = values.get(row + i);
            if (value > most) {
                most = value;
                best = i;
            }
        }
        return best;
    }

    private final class WordBuilder {
        private final List<Word> words = new ArrayList<>();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private int from;
        private int to;
        private int count;
        private double probabilities;

        void token(int token, int frame, double probability) {
            if (tokens.beginsWord(token)) flush();
            if (count == 0) from = frame;
            text.writeBytes(tokens.bytes(token));
            probabilities += Math.min(1, probability);
            count++;
        }

        void lastsUntil(int frame) {
            to = frame;
        }

        private void flush() {
            String word = CONTROL.matcher(text.toString(StandardCharsets.UTF_8))
                    .replaceAll("")
                    .strip();
            if (!word.isEmpty()) words.add(new Word(word, from * frameMillis, to * frameMillis, confidence()));
            text.reset();
            count = 0;
            probabilities = 0;
        }

        private float confidence() {
            return Word.confidence(probabilities / count);
        }

        List<Word> finish() {
            flush();
            return List.copyOf(words);
        }
    }
}
