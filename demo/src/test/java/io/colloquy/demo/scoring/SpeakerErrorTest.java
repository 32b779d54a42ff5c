package io.colloquy.demo.scoring;

import static io.colloquy.demo.scoring.Made.TRUTH;
import static io.colloquy.demo.scoring.Made.UTTERANCES;
import static io.colloquy.demo.scoring.Made.utterance;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpeakerErrorTest {
    private static final long SPEECH = Made.micros(16);

    @Test
    void isZeroWhateverTheLabelsAreCalled() {
        assertThat(SpeakerError.of(TRUTH, UTTERANCES)).isEqualTo(new SpeakerError(0, SPEECH));
        List<FoundUtterance> renamed = List.of(
                utterance("one", 0, 4, "S2", ""),
                utterance("one", 5, 9, "S1", ""),
                utterance("one", 10, 12, "S2", ""),
                utterance("two", 132, 136, "S7", ""),
                utterance("two", 137, 139, "S1", ""));
        assertThat(SpeakerError.of(TRUTH, renamed).rate()).isZero();
    }

    @Test
    void countsTheSmallerVoiceWhereTwoSpeakersShareALabel() {
        List<FoundUtterance> merged = List.of(
                utterance("one", 0, 4, "S1", ""),
                utterance("one", 5, 9, "S1", ""),
                utterance("one", 10, 12, "S1", ""),
                UTTERANCES.get(3),
                UTTERANCES.get(4));
        assertThat(SpeakerError.of(TRUTH, merged).wrongMicros()).isEqualTo(Made.micros(4));
    }

    @Test
    void countsAVoiceThatWasTornApart() {
        List<FoundUtterance> torn = List.of(
                UTTERANCES.get(0),
                UTTERANCES.get(1),
                utterance("one", 10, 12, "S3", ""),
                UTTERANCES.get(3),
                UTTERANCES.get(4));
        assertThat(SpeakerError.of(TRUTH, torn).wrongMicros()).isEqualTo(Made.micros(2));
    }

    @Test
    void countsSpeechWithoutAnUtterance() {
        assertThat(SpeakerError.of(TRUTH, UTTERANCES.subList(0, 4)).wrongMicros())
                .isEqualTo(Made.micros(2));
        assertThat(SpeakerError.of(TRUTH, List.of()).rate()).isEqualTo(1);
    }

    @Test
    void choosesTheAssignmentThatIsBestForAllTogether() {
        Truth truth = Truth.of(List.of(Made.turn(0, 10, "anna", "", 1), Made.turn(10, 19, "ben", "", 1)));
        List<FoundUtterance> found = List.of(
                utterance("c", 0, 6, "S1", ""), utterance("c", 6, 10, "S2", ""), utterance("c", 10, 19, "S1", ""));
        assertThat(SpeakerError.of(truth, found).wrongMicros()).isEqualTo(Made.micros(6));
    }
}
