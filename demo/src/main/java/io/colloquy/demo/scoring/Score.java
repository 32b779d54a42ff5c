package io.colloquy.demo.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * How right a whole run is.
 *
 * @param doubled speech that was published twice
 */
public record Score(
        PartitionScore conversations,
        WordErrorRate words,
        SpeakerError speakers,
        List<String> doubled,
        DeadLetterCheck deadLetters,
        LedgerCheck ledger) {

    public Score {
        doubled = List.copyOf(doubled);
    }

    /**
     * What is wrong, for a person; empty where the run is right. How well words and voices are recognised is for
     * {@link Quality}.
     */
    public List<String> failures() {
        List<String> all = new ArrayList<>(conversations.failures());
        all.addAll(doubled);
        all.addAll(deadLetters.failures());
        all.addAll(ledger.failures());
        return all;
    }
}
