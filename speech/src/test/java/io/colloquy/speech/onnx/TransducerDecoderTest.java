package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransducerDecoderTest {
    private static final int GO = 0, ING = 1, OFF = 2, BLANK = 3;
    private static final Tokens TOKENS = Tokens.parse(List.of("▁go 0", "ing 1", "▁off 2", "<blk> 3"));
    private static final int DURATIONS = 5;
    private static final TransducerDecoder TIMED = new TransducerDecoder(TOKENS, DURATIONS, 80);
    private static final TransducerDecoder UNTIMED = new TransducerDecoder(TOKENS, 0, 80);

    /** One step: at this frame, this token, which lasts so long. */
    private record Step(int frame, int token, int duration) {}

    /** Answers as it was told to, and notes what it was asked at which frame, and what was said. */
    private static final class Script implements TransducerDecoder.Head {
        private final List<Step> steps;
        private final double probability;
        private final List<Integer> frames = new ArrayList<>();
        private final List<Integer> said = new ArrayList<>();

        Script(double probability, Step... steps) {
            this.steps = List.of(steps);
            this.probability = probability;
        }

        @Override
        public FloatBuffer scores(int frame) {
            Step step = steps.get(Math.min(frames.size(), steps.size() - 1));
            if (frames.size() < steps.size()) assertThat(frame).isEqualTo(step.frame());
            frames.add(frame);
            FloatBuffer scores = FloatBuffer.allocate(TOKENS.count() + DURATIONS);
            for (int i = 0; i < TOKENS.count(); i++)
                scores.put((float) Math.log(i == step.token() ? probability : (1 - probability) / 3) + 7);
            for (int i = 0; i < DURATIONS; i++) scores.put(i == step.duration() ? 100 : 99);
            return scores.flip();
        }

        @Override
        public void say(int token) {
            said.add(token);
        }
    }

    private static List<Word> decode(TransducerDecoder decoder, int frames, Script script) {
        return decoder.decode(script, frames);
    }

    @Test
    void goesOnByDurationsAndTellsTimes() throws Exception {
        Script script = new Script(
                .9,
                new Step(0, BLANK, 2),
                new Step(2, GO, 1),
                new Step(3, ING, 4),
                new Step(7, BLANK, 1),
                new Step(8, OFF, 2));

        assertThat(decode(TIMED, 10, script))
                .containsExactly(new Word("going", 160, 560, .9f), new Word("off", 640, 800, .9f));
        assertThat(script.frames).containsExactly(0, 2, 3, 7, 8);
        assertThat(script.said).as("the blank begins").containsExactly(BLANK, GO, ING, OFF);
    }

    @Test
    void blankGoesOnEvenIfItLastsForNoFrame() throws Exception {
        Script script = new Script(.9, new Step(0, BLANK, 0), new Step(1, BLANK, 0), new Step(2, BLANK, 0));

        assertThat(decode(TIMED, 3, script)).isEmpty();
        assertThat(script.frames).containsExactly(0, 1, 2);
        assertThat(script.said).containsExactly(BLANK);
    }

    @Test
    void tokenThatLastsForNoFrameTakesOneButLeavesTheFrameToOthers() throws Exception {
        Script script = new Script(.9, new Step(0, GO, 0), new Step(0, OFF, 0), new Step(0, ING, 3));

        assertThat(decode(TIMED, 3, script))
                .containsExactly(new Word("go", 0, 80, .9f), new Word("offing", 0, 240, .9f));
    }

    @Test
    void fifthTokenAtAFrameIsTheLastThere() throws Exception {
        Script endless = new Script(.9, new Step(0, ING, 0));

        assertThat(decode(TIMED, 3, endless)).extracting(Word::w).containsExactly("ing".repeat(15));
        assertThat(endless.frames).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
    }

    @Test
    void tokensAtAFrameAreCountedAnewAtTheNext() throws Exception {
        Step again = new Step(0, ING, 0);
        Script script = new Script(
                .9, again, again, again, again, new Step(0, BLANK, 0), new Step(1, ING, 0), new Step(1, ING, 2));

        decode(TIMED, 3, script);

        assertThat(script.frames).containsExactly(0, 0, 0, 0, 0, 1, 1);
    }

    @Test
    void withoutDurationsOnlyABlankOrTheTenthTokenGoesOn() throws Exception {
        Script script = new Script(.9, new Step(0, GO, 0), new Step(0, BLANK, 0), new Step(1, ING, 0));

        assertThat(decode(UNTIMED, 3, script)).containsExactly(new Word("go" + "ing".repeat(20), 0, 240, .9f));
        assertThat(script.frames).hasSize(2 + 10 + 10).endsWith(2, 2, 2);
    }

    @Test
    void lastsNoLongerThanTheClip() throws Exception {
        assertThat(decode(TIMED, 2, new Script(.9, new Step(0, BLANK, 1), new Step(1, GO, 4))))
                .containsExactly(new Word("go", 80, 160, .9f));
        assertThat(decode(TIMED, 0, new Script(.9))).isEmpty();
    }

    @Test
    void confidenceIsTheProbabilityAmongTokensWhateverTheScoresAddUpTo() throws Exception {
        List<Word> words = decode(TIMED, 1, new Script(.64, new Step(0, OFF, 1)));

        assertThat(words.get(0).c()).isCloseTo(.64f, within(1e-6f));
    }
}
