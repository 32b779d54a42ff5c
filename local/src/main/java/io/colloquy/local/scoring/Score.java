package io.colloquy.local.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How right a whole run is.
 *
 * @param baseline of the same models on the recordings as they are
 * @param doubled speech that was published twice
 */
public record Score(
        PartitionScore conversations,
        WordErrorRate words,
        WordErrorRate baseline,
        SpeakerError speakers,
        List<String> doubled,
        DeadLetterCheck deadLetters,
        LedgerCheck ledger) {

    /** By which cutting and sending may add to the word error rate. */
    private static final double MOST_WORDS_LOST = 0.02;

    private static final double MOST_SPEECH_MISLABELLED = 0.10;

    public Score {
        doubled = List.copyOf(doubled);
    }

    /** What is wrong, for a person; empty where the run is right. */
    public List<String> failures() {
        List<String> all = new ArrayList<>(conversations.failures());
        if (words.rate() > baseline.rate() + MOST_WORDS_LOST) {
            all.add(String.format(
                    Locale.ROOT,
                    "%.1f %% of the words are wrong, on the uncut recordings %.1f %%",
                    100 * words.rate(),
                    100 * baseline.rate()));
        }
        if (speakers.rate() > MOST_SPEECH_MISLABELLED) {
            all.add(String.format(Locale.ROOT, "%.1f %% of the speech is under a wrong label", 100 * speakers.rate()));
        }
        all.addAll(doubled);
        all.addAll(deadLetters.failures());
        all.addAll(ledger.failures());
        return all;
    }
}
