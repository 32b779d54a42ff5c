package io.colloquy.speech.engine;

import io.colloquy.speech.api.InferenceListener;
import java.time.Duration;

/**
 * A clip as the models take it.
 *
 * @param speech mel frames for the recogniser
 * @param voice mel frames for the voiceprint
 * @param asked who asked, for what is told of it
 */
record Clip(float[] speech, float[] voice, Asked asked) {

    /**
     * A question.
     *
     * @param audio how long the clip is
     * @param since when it was asked, in nanoseconds of {@link System#nanoTime}
     * @param listener is told how it goes
     */
    record Asked(Duration audio, long since, InferenceListener listener) {

        Duration waited() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }
}
