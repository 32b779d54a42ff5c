package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.stitch.WholeRecording.Utterance;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeRecordingTest {
    private static final int SECOND = Timeline.SAMPLE_RATE;
    private static final int PART = Timeline.PART_SAMPLES;
    private static final int PAD = SECOND / 5;
    private static final byte[] SILENCE = new byte[PART * Short.BYTES];

    private final WholeRecording recording = new WholeRecording(0, Definition.DEFAULT);

    @Test
    void joinsSpeechOverTheEndOfAPart() {
        recording.add(SILENCE, Intervals.of(SECOND, 2 * SECOND, 28 * SECOND, PART));
        recording.add(SILENCE, Intervals.of(0, 3 * SECOND));

        assertThat(recording.utterances())
                .containsExactly(
                        new Utterance(SECOND, 2 * SECOND, SECOND - PAD, 2 * SECOND + PAD),
                        new Utterance(28 * SECOND, PART + 3 * SECOND, 28 * SECOND - PAD, PART + 3 * SECOND + PAD));
    }

    @Test
    void takesTheOnsetFromThePartBefore() {
        recording.add(SILENCE, Intervals.NONE);
        recording.add(new byte[4 * SECOND * Short.BYTES], Intervals.of(100, 4 * SECOND));

        assertThat(recording.utterances())
                .containsExactly(new Utterance(PART + 100, PART + 4 * SECOND, PART + 100 - PAD, PART + 4 * SECOND));
    }

    @Test
    void cutsSpeechThatGoesOnForTooLongSoThatNothingIsLost() {
        for (int i = 0; i < 6; i++) recording.add(SILENCE, Intervals.of(0, PART));

        List<Utterance> utterances = recording.utterances();

        assertThat(utterances).hasSizeGreaterThan(6);
        assertThat(utterances.get(0).from()).isZero();
        for (int i = 1; i < utterances.size(); i++) {
            assertThat(utterances.get(i).from()).isEqualTo(utterances.get(i - 1).to());
        }
        assertThat(utterances.get(utterances.size() - 1).to()).isEqualTo(6L * PART);
        assertThat(utterances).allMatch(utterance -> utterance.to() - utterance.from() <= 20L * SECOND);
    }

    @Test
    void countsSamplesBeyondWhatAnIntegerOfBytesCanHold() {
        for (int i = 0; i < 5_000; i++) recording.add(SILENCE, Intervals.NONE);
        recording.add(SILENCE, Intervals.of(SECOND, 2 * SECOND));

        assertThat(recording.utterances()).extracting(Utterance::from).containsExactly(5_000L * PART + SECOND);
    }
}
