package io.colloquy.demo.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well words and voices are recognised.
 *
 * @param baseline of the same models on the recordings as they are
 */
public record Quality(WordErrorRate words, WordErrorRate baseline, SpeakerError speakers) {
    /** By which cutting and sending may add to the word error rate. */
    private static final double MOST_WORDS_LOST = 0.02;

    private static final double MOST_SPEECH_MISLABELLED = 0.10;

    /** What is not good enough, for a person. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (words.rate() > baseline.rate() + MOST_WORDS_LOST) {
            failures.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the words are wrong, on the uncut recordings %.1f %%",
                    100 * words.rate(),
                    100 * baseline.rate()));
        }
        if (speakers.rate() > MOST_SPEECH_MISLABELLED) {
            failures.add(
                    String.format(Locale.ROOT, "%.1f %% of the speech is under a wrong label", 100 * speakers.rate()));
        }
        return failures;
    }
}
