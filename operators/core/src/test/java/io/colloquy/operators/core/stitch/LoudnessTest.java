package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoudnessTest {
    private static final long PERIOD = 14_000_000;

    /**
     * 160 samples of 1, 2, 4, 32767 have an energy (and one more) of 1.26 · 2⁷, 1.25 · 2⁹, 1.25 · 2¹¹, 1.2499 · 2³⁷.
     */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 29", "2, 37", "4, 45", "-4, 45", "32767, 148", "-32768, 149"})
    void aLevelIsFourTimesTheLogarithmOfTheEnergy(int sample, int level) {
        assertThat(Loudness.level(frames(1, sample), 0)).isEqualTo(level);
    }

    @Test
    void aLevelIsOfItsFrameAlone() {
        byte[] pcm = frames(3, 0);
        System.arraycopy(frames(1, 2), 0, pcm, 2 * Loudness.FRAME_SAMPLES, 2 * Loudness.FRAME_SAMPLES);
        assertThat(Loudness.level(pcm, 0)).isZero();
        assertThat(Loudness.level(pcm, 1)).isEqualTo(37);
        assertThat(Loudness.level(pcm, 2)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 399, true", "0, 400, false", "0, 1399, false", "0, 1400, true", "-1, 0, false"})
    void cutsAreMadeInTheFirstFourSecondsOfAPeriod(long start, int frame, boolean inWindow) {
        assertThat(Loudness.inWindow(start, frame)).isEqualTo(inWindow);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1399, 0", "0, 1400, 1", "13999999, 0, 0", "14000000, 0, 1", "-1, 0, -1"})
    void periodsAreCountedFromTheEpoch(long start, int frame, long period) {
        assertThat(Loudness.period(start, frame)).isEqualTo(period);
    }

    @Test
    void onlyFramesWithinWindowsAreKept() {
        int samples = 1_500 * Loudness.FRAME_SAMPLES;
        Intervals everywhere = Intervals.of(0, samples);
        assertThat(Loudness.frames(7 * PERIOD, samples, everywhere)).hasSize(500);
        assertThat(Loudness.frames(7 * PERIOD + 4_000_000, samples, everywhere)).hasSize(400);
    }

    @Test
    void framesBeginWithinTheIntervals() {
        Intervals where = Intervals.of(0, 1, 161, 320, 480, 481);
        assertThat(Loudness.frames(0, 1_600, where)).containsExactly(0, 3);
    }

    @Test
    void anIncompleteFrameIsLeftOut() {
        int samples = 2 * Loudness.FRAME_SAMPLES - 1;
        assertThat(Loudness.frames(0, samples, Intervals.of(0, samples))).containsExactly(0);
    }

    @Test
    void levelsAreOfTheFramesThatAreAskedFor() {
        assertThat(Loudness.levels(new int[] {0, 2}, frames(3, 1))).containsExactly(29, 29);
    }

    private static byte[] frames(int count, int sample) {
        byte[] pcm = new byte[2 * count * Loudness.FRAME_SAMPLES];
        for (int i = 0; i < pcm.length; i += Short.BYTES) Pcm16.put(pcm, i, sample);
        return pcm;
    }
}
