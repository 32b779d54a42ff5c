package io.colloquy.local.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final WordErrorRate BASELINE = new WordErrorRate(100, 1000);
    private static final SpeakerError SPEAKERS = new SpeakerError(10, 100);

    @Test
    void isRightUpToTheLimits() {
        assertThat(failures(new WordErrorRate(120, 1000), SPEAKERS)).isEmpty();
    }

    @Test
    void isWrongWhereThePipelineLosesWords() {
        assertThat(failures(new WordErrorRate(121, 1000), SPEAKERS))
                .containsExactly("12.1 % of the words are wrong, on the uncut recordings 10.0 %");
    }

    @Test
    void isWrongWhereTooMuchSpeechIsMislabelled() {
        assertThat(failures(BASELINE, new SpeakerError(11, 100)))
                .containsExactly("11.0 % of the speech is under a wrong label");
    }

    private static List<String> failures(WordErrorRate words, SpeakerError speakers) {
        PartitionScore conversations = PartitionScore.of(Made.TRUTH, Made.CONVERSATIONS);
        DeadLetterCheck letters = DeadLetterCheck.of(List.of(), List.of());
        LedgerCheck ledger = LedgerCheck.of(Map.of(), 0, Map.of());
        return new Score(conversations, words, BASELINE, speakers, List.of(), letters, ledger).failures();
    }
}
