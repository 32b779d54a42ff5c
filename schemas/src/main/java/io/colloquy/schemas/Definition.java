package io.colloquy.schemas;

import java.io.Serializable;
import java.time.Duration;

/**
 * The constants of the definition of the result: with them, the final rows are a function of the accepted chunks and of
 * what the models make of each clip.
 *
 * @param tolerance the most that a chunk may begin before or after the end of the one it continues
 * @param minSilence less silence than this does not end an utterance
 * @param minSpeech shorter sounds are no utterances
 * @param maxUtterance longer ones are cut
 * @param conversationGap this much time without an utterance begins a new conversation
 * @param drift by how much the clocks of two recordings of the same sound may differ
 */
public record Definition(
        Duration tolerance,
        Duration minSilence,
        Duration minSpeech,
        Duration maxUtterance,
        Duration conversationGap,
        Duration drift)
        implements Serializable {

    public static final Definition DEFAULT = new Definition(
            Duration.ofMillis(1500),
            Duration.ofMillis(500),
            Duration.ofMillis(250),
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            Duration.ofSeconds(5));

    public long toleranceMicros() {
        return Durations.micros(tolerance);
    }

    public int minSilenceSamples() {
        return samples(minSilence);
    }

    public int minSpeechSamples() {
        return samples(minSpeech);
    }

    public int maxUtteranceSamples() {
        return samples(maxUtterance);
    }

    public long conversationGapMicros() {
        return Durations.micros(conversationGap);
    }

    public long driftMicros() {
        return Durations.micros(drift);
    }

    private static int samples(Duration duration) {
        return Math.toIntExact(Timeline.samples(Durations.micros(duration)));
    }
}
