package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenAnswersTest {
    private static final long PUBLISHED = 1_000;
    private static final long LIVE = OpenAnswers.LIVE.toNanos();

    private final OpenAnswers open = new OpenAnswers(50, PUBLISHED);

    @Test
    void areInOnceNoMoreIsPendingThanBefore() {
        assertThat(open.areIn(50, true, PUBLISHED - 1)).isFalse();
        assertThat(open.areIn(51, true, PUBLISHED)).isFalse();
        assertThat(open.areIn(50, true, PUBLISHED)).isTrue();
    }

    @Test
    void areInOnceWhatIsPendingGetsNoLess() {
        assertThat(open.areIn(200, true, PUBLISHED)).isFalse();
        assertThat(open.areIn(100, true, PUBLISHED + LIVE)).isFalse();
        assertThat(open.areIn(100, true, PUBLISHED + 2 * LIVE)).isFalse();
        assertThat(open.areIn(120, true, PUBLISHED + 2 * LIVE + 1)).isTrue();
    }

    /** A task manager that is away for minutes hears nothing. */
    @Test
    void areNotInWhileTheJobDoesNotRun() {
        assertThat(open.areIn(100, true, PUBLISHED)).isFalse();
        assertThat(open.areIn(100, false, PUBLISHED + 3 * LIVE)).isFalse();
        assertThat(open.areIn(100, true, PUBLISHED + 4 * LIVE)).isFalse();
        assertThat(open.areIn(100, true, PUBLISHED + 4 * LIVE + 1)).isTrue();
        assertThat(open.areIn(0, false, PUBLISHED + 5 * LIVE)).isFalse();
    }
}
