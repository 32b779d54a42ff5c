package io.colloquy.speech.onnx;

import io.colloquy.schemas.Word;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts a clip's tokens together to words, with their times in ms from the clip's start: from a word's first token to
 * the end of its last. A word's confidence is the mean of its tokens' probabilities. Control characters are dropped;
 * what is then empty is no word.
 */
final class WordBuilder {
    /** A vocabulary of bytes can spell them, but nobody says them, and Postgres refuses U+0000 in any text. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");

    private final Tokens tokens;
    private final int frameMillis;
    private final List<Word> words = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int from;
    private int to;
    private int count;
    private double probabilities;

    WordBuilder(Tokens tokens, int frameMillis) {
        this.tokens = tokens;
        this.frameMillis = frameMillis;
    }

    /** The next token, which begins at a frame; {@link #lastsUntil} must follow. */
    void token(int token, int frame, double probability) {
        if (tokens.beginsWord(token)) flush();
        if (count == 0) from = frame;
        text.writeBytes(tokens.bytes(token));
        probabilities += Math.min(1, probability);
        count++;
    }

    /** The frame before which the last token ends. */
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
