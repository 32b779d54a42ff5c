package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Timeline;
import org.junit.jupiter.api.Test;

class CutCandidatesTest {
    private static final int SECOND = Timeline.SAMPLE_RATE;
    private static final int PART = Timeline.PART_SAMPLES;

    @Test
    void soundThatIsWholeAndShortIsNeverCut() {
        assertThat(where(SECOND / 2, 20 * SECOND + SECOND / 2)).isEmpty();
        assertThat(where(SECOND, 3 * SECOND, 4 * SECOND, 23 * SECOND)).isEmpty();
    }

    @Test
    void soundThatIsWholeAndLongIsCutAwayFromItsEnds() {
        assertThat(where(SECOND, 21 * SECOND + 1)).containsExactly(3 * SECOND, 19 * SECOND + 2);
    }

    @Test
    void soundAtTheStartMayHaveBegunBefore() {
        assertThat(where(0, 5 * SECOND)).containsExactly(0, 3 * SECOND + 1);
        assertThat(where(SECOND / 2 - 1, 5 * SECOND)).containsExactly(0, 3 * SECOND + 1);
        assertThat(where(0, 2 * SECOND - 1)).isEmpty();
    }

    @Test
    void soundAtTheEndMayGoOn() {
        assertThat(where(25 * SECOND, PART - SECOND / 2 + 1)).containsExactly(27 * SECOND, PART);
        assertThat(where(28 * SECOND, PART)).isEmpty();
        assertThat(where(25 * SECOND, PART - SECOND / 2)).as("it has ended").isEmpty();
    }

    @Test
    void shortSilencesDoNotPartSounds() {
        int almost = SECOND / 2 - 1;
        assertThat(where(0, 4 * SECOND, 4 * SECOND + almost, 6 * SECOND)).containsExactly(0, 4 * SECOND + 1);
        assertThat(where(0, 4 * SECOND, 4 * SECOND + SECOND / 2, PART))
                .containsExactly(0, 2 * SECOND + 1, 6 * SECOND + SECOND / 2, PART);
    }

    @Test
    void soundThroughoutMayBeCutAnywhere() {
        assertThat(where(0, PART)).containsExactly(0, PART);
    }

    @Test
    void silenceIsNoPlaceToCutUnlessItIsTooShortToEndASound() {
        assertThat(where()).isEmpty();
        assertThat(CutCandidates.of(new int[0], SECOND / 2 - 1, Definition.DEFAULT))
                .containsExactly(0, SECOND / 2 - 1);
        assertThat(CutCandidates.of(new int[0], SECOND / 2, Definition.DEFAULT)).isEmpty();
    }

    private static int[] where(int... speech) {
        return CutCandidates.of(speech, PART, Definition.DEFAULT);
    }
}
