package io.colloquy.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
    private static final int THE = 0, CA = 1, FE = 2, C3 = 3, A9 = 4, SPACE = 5, BLANK = 6;
    private static final CtcDecoder DECODER = new CtcDecoder(
            Tokens.parse(List.of("▁the 0", "▁ca 1", "f 2", "<0xC3> 3", "<0xA9> 4", "▁ 5", "<blk> 6")), 80);

    /** Log probabilities in which each frame's token has the probability given. */
    private static FloatBuffer frames(double probability, int... best) {
        FloatBuffer frames = FloatBuffer.allocate(best.length * 7);
        for (int token : best)
            for (int i = 0; i < 7; i++) frames.put((float) Math.log(i == token ? probability : (1 - probability) / 6));
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

    @Test
    void readsNoFurtherThanTheValidFrames() {
        FloatBuffer all = frames(.9, THE, BLANK, CA);
        assertThat(DECODER.decode(all, 0, 2)).extracting(Word::w).containsExactly("the");
        assertThat(DECODER.decode(all, 0, 0)).isEmpty();
        assertThat(DECODER.decode(all, 14, 1)).extracting(Word::w).containsExactly("ca");
    }

    @Test
    void confidenceIgnoresTheLastBits() {
        float one = DECODER.decode(frames(.9, CA, FE), 0, 2).get(0).c();
        float other = DECODER.decode(frames(.9 + 1e-7, CA, FE), 0, 2).get(0).c();
        assertThat(one).isEqualTo(other).isEqualTo(.9f);
    }
}
