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
 * @param voices how voices are told apart
 */
public record Definition(
        Duration tolerance,
        Duration minSilence,
        Duration minSpeech,
        Duration maxUtterance,
        Duration conversationGap,
        Duration drift,
        Voices voices)
        implements Serializable {

    public static final Definition DEFAULT = new Definition(
            Duration.ofMillis(1500),
            Duration.ofMillis(500),
            Duration.ofMillis(250),
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            Duration.ofSeconds(5),
            Voices.DEFAULT);

    /**
     * How voices are told apart, on the scale of the model of speaker embeddings. A distance is 1 − cosine, compared in
     * millionths.
     *
     * @param distance the most that two voices of one speaker lie apart within a bucket
     * @param distanceAcross the same of the voices of a conversation's buckets
     * @param strangeDistance what lies farther than this from every speaker is none of them
     * @param reliable a voice with less audio is assigned to a speaker, where there are voices with so much
     * @param strangeSpeech audio that voices far from every speaker have together to be one
     */
    public record Voices(
            double distance, double distanceAcross, double strangeDistance, Duration reliable, Duration strangeSpeech)
            implements Serializable {

        public static final Voices DEFAULT =
                new Voices(0.50, 0.35, 0.60, Duration.ofMillis(1500), Duration.ofMillis(800));
    }

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
