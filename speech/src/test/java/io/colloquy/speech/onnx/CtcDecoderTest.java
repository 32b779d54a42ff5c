package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
    private static final int THE = 0,
            CA = 1,
            FE = 2,
            C3 = 3,
            A9 = 4,
            SPACE = 5,
            BLANK = 6,
            NUL = 7,
            DEL = 8,
            TOKENS = 9;
    private static final CtcDecoder DECODER = new CtcDecoder(
            Tokens.parse(List.of(
                    "▁the 0", "▁ca 1", "f 2", "<0xC3> 3", "<0xA9> 4", "▁ 5", "<blk> 6", "<0x00> 7", "<0x7F> 8")),
            80);

    /** Log probabilities in which each frame's token has the probability given. */
    private static FloatBuffer frames(double probability, int... best) {
        FloatBuffer frames = FloatBuffer.allocate(best.length * TOKENS);
        for (int token : best)
            for (int i = 0; i < TOKENS; i++)
                frames.put((float) Math.log(i == token ? probability : (1 - probability) / (TOKENS - 1)));
        return frames.flip();
    }

    private static List<Word> decode(int... best) {
        return DECODER.decode(frames(.9, best), 0, best.length);
    }

    @Test
    void dropsRepeatsAndBlanks() {
        assertThat(decode(BLANK, THE, THE, BLANK, CA, FE, BLANK))
                .containsExactly(new Word("the", 80, 240, .9f), new Word("caf", 320, 480, .9f));
    }

    @Test
    void blankBetweenTwoOfAKindKeepsBoth() {
        assertThat(decode(CA, FE, BLANK, FE)).extracting(Word::w).containsExactly("caff");
    }

    @Test
    void joinsBytesToACharacter() {
        assertThat(decode(CA, FE, C3, A9)).extracting(Word::w).containsExactly("café");
    }

    @Test
    void loneMarkBeginsTheWordThatFollows() {
        assertThat(decode(SPACE, FE, SPACE, THE)).extracting(Word::w).containsExactly("f", "the");
        assertThat(decode(SPACE)).isEmpty();
    }

    /** Postgres stores no U+0000, and the others mean nothing in a word. */
    @Test
    void dropsControlCharacters() {
        assertThat(decode(CA, NUL, FE, DEL, THE)).extracting(Word::w).containsExactly("caf", "the");
        assertThat(decode(NUL, DEL, SPACE, NUL, SPACE, FE)).extracting(Word::w).containsExactly("f");
    }

    @Test
    void readsNoFurtherThanTheValidFrames() {
        FloatBuffer all = frames(.9, THE, BLANK, CA);
        assertThat(DECODER.decode(all, 0, 2)).extracting(Word::w).containsExactly("the");
        assertThat(DECODER.decode(all, 0, 0)).isEmpty();
        assertThat(DECODER.decode(all, 2 * TOKENS, 1)).extracting(Word::w).containsExactly("ca");
    }

    @Test
    void confidenceIgnoresTheLastBits() {
        float one = DECODER.decode(frames(.9, CA, FE), 0, 2).get(0).c();
        float other = DECODER.decode(frames(.9 + 1e-7, CA, FE), 0, 2).get(0).c();
        assertThat(one).isEqualTo(other).isEqualTo(.9f);
    }
}
