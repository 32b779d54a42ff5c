package io.colloquy.speech.onnx;

import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Greedy decoding of a token-and-duration transducer (TDT; Xu et al. 2023): the most probable token at a frame, or the
 * blank for none, and the most probable number of frames to go on, maybe none. A model without durations is a plain
 * transducer (RNN-T; Graves 2012): a blank goes on by one frame, a token by none.
 */
final class TransducerDecoder {
    /** What sherpa-onnx allows at one frame, so that it ends: of a model with durations, and of one without. */
    private static final int MOST_TIMED = 5, MOST_UNTIMED = 10;

    /** The model, as it stands after some tokens of one clip. */
    interface Head {
        /** Scores of all tokens, the blank among them, and then of the durations 0, 1, …; read before the next call. */
        FloatBuffer scores(int frame);

        /** Adds a token to what was said; the blank, before any other, for the beginning. */
        void say(int token);
    }

    private final Tokens tokens;
    private final int durations;
    private final int frameMillis;

    /** @param durations how many there are to choose from: from 0 to one less than this; 0 for a plain transducer */
    TransducerDecoder(Tokens tokens, int durations, int frameMillis) {
        this.tokens = tokens;
        this.durations = durations;
        this.frameMillis = frameMillis;
    }

    /** The words of a clip; a token lasts for its duration, but for one frame at least. */
    List<Word> decode(Head head, int frames) {
        WordBuilder words = new WordBuilder(tokens, frameMillis);
        head.say(tokens.blank());
        for (int t = 0, said = 0, step; t < frames; t += step) {
            FloatBuffer scores = head.scores(t);
            int token = Scores.argmax(scores, 0, tokens.count());
            boolean blank = token == tokens.blank();
            if (!blank) said++;
            step = step(scores, blank, said);
            if (step > 0) said = 0;
            if (blank) continue;
            words.token(token, t, Scores.probabilityOfBest(scores, token, tokens.count()));
            words.lastsUntil(Math.min(frames, t + Math.max(1, step)));
            head.say(token);
        }
        return words.finish();
    }

    private int step(FloatBuffer scores, boolean blank, int said) {
        int step = durations == 0 ? 0 : Scores.argmax(scores, tokens.count(), durations);
        boolean mustGoOn = blank || said == (durations == 0 ? MOST_UNTIMED : MOST_TIMED);
        return step == 0 && mustGoOn ? 1 : step;
    }
}
