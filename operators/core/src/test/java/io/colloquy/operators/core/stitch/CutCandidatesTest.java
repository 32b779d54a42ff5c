package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Timeline;
import org.junit.jupiter.api.Test;

class CutCandidatesTest {
    private static final int SECOND = Timeline.SAMPLE_RATE;
    private static final int PART = Timeline.PART_SAMPLES;

    @Test
    void soundThatIsWholeAndShortIsNeverCut() {
        assertThat(where(SECOND / 2, 20 * SECOND + SECOND / 2)).isEqualTo(Intervals.NONE);
        assertThat(where(SECOND, 3 * SECOND, 4 * SECOND, 23 * SECOND)).isEqualTo(Intervals.NONE);
    }

    @Test
    void soundThatIsWholeAndLongIsCutAwayFromItsEnds() {
        assertThat(where(SECOND, 21 * SECOND + 1)).isEqualTo(Intervals.of(3 * SECOND, 19 * SECOND + 2));
    }

    @Test
    void soundAtTheStartMayHaveBegunBefore() {
        assertThat(where(0, 5 * SECOND)).isEqualTo(Intervals.of(0, 3 * SECOND + 1));
        assertThat(where(SECOND / 2 - 1, 5 * SECOND)).isEqualTo(Intervals.of(0, 3 * SECOND + 1));
        assertThat(where(0, 2 * SECOND - 1)).isEqualTo(Intervals.NONE);
    }

    @Test
    void soundAtTheEndMayGoOn() {
        assertThat(where(25 * SECOND, PART - SECOND / 2 + 1)).isEqualTo(Intervals.of(27 * SECOND, PART));
        assertThat(where(28 * SECOND, PART)).isEqualTo(Intervals.NONE);
        assertThat(where(25 * SECOND, PART - SECOND / 2)).as("it has ended").isEqualTo(Intervals.NONE);
    }

    @Test
    void shortSilencesDoNotPartSounds() {
        int almost = SECOND / 2 - 1;
        assertThat(where(0, 4 * SECOND, 4 * SECOND + almost, 6 * SECOND)).isEqualTo(Intervals.of(0, 4 * SECOND + 1));
        assertThat(where(0, 4 * SECOND, 4 * SECOND + SECOND / 2, PART))
                .isEqualTo(Intervals.of(0, 2 * SECOND + 1, 6 * SECOND + SECOND / 2, PART));
    }

    @Test
    void soundThroughoutMayBeCutAnywhere() {
        assertThat(where(0, PART)).isEqualTo(Intervals.of(0, PART));
    }

    @Test
    void silenceIsNoPlaceToCutUnlessItIsTooShortToEndASound() {
        assertThat(where()).isEqualTo(Intervals.NONE);
        assertThat(CutCandidates.of(Intervals.NONE, SECOND / 2 - 1, Definition.DEFAULT))
                .isEqualTo(Intervals.of(0, SECOND / 2 - 1));
        assertThat(CutCandidates.of(Intervals.NONE, SECOND / 2, Definition.DEFAULT))
                .isEqualTo(Intervals.NONE);
    }

    private static Intervals where(int... speech) {
        return CutCandidates.of(Intervals.of(speech), PART, Definition.DEFAULT);
    }
}
