package io.colloquy.bench.prints;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.prints.DifferentPairs.Pair;
import io.colloquy.bench.prints.PrintsResult.Curve;
import io.colloquy.bench.prints.PrintsResult.Far;
import io.colloquy.bench.prints.PrintsResult.Taken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintsResultTest {
    private static final int FRAMES = 100;

    @Test
    void oneInAHundredMayBeMissed() {
        assertThat(result(row(false, 1), List.of()).failures()).isEmpty();
        assertThat(result(row(false, 2), List.of()).failures()).containsExactly("speech 2.0 s: 2.00 % missed");
    }

    @Test
    void noDifferentSoundsMayBeTakenForOne() {
        assertThat(result(row(false, 0), List.of(new Taken("a", "b", 2, 0.75))).failures())
                .containsExactly("a and b: 2.0 s agree in 0.750, taken for one sound");
    }

    @Test
    void whatIsCountedApartIsNotJudged() {
        assertThat(result(row(true, 50), List.of()).failures()).isEmpty();
        assertThat(result(row(true, 50), List.of()).lines())
                .anyMatch(line -> line.contains("speech 2.0 s")
                        && line.contains("missed 50.00 %, of 1 taken 0.00 % (not judged)"));
    }

    @Test
    void pairsOfOneRecordingAreLeftOut() {
        assertThat(row(false, 0).oneRecording()).isEqualTo(1);
        assertThat(row(false, 0).different().pairs()).isEqualTo(1);
    }

    @Test
    void drawsACurveForEachKindOfMistake() {
        Curve curve =
                Curve.of(PrintsBench.ALL, 2, new Agreements(List.of(0.7, 0.9)), new Agreements(List.of(0.5, 0.6)));
        assertThat(curve.missed().get(20)).isZero();
        assertThat(curve.missed().get(21)).isEqualTo(0.5);
        assertThat(curve.taken().get(0)).isEqualTo(1);
        assertThat(curve.taken().get(10)).isEqualTo(0.5);
        assertThat(curve.taken().get(11)).isZero();

        String svg = PrintsPicture.of(new PrintsResult(List.of(), List.of(), List.of(), List.of(curve)));
        assertThat(svg)
                .startsWith("<svg")
                .endsWith("</svg>\n")
                .contains("class=\"same\" d=\"M", "class=\"different\" d=\"M", "different, 2.0 s", "the same, 2.0 s");
    }

    private static PrintsResult result(PrintsRow row, List<Taken> taken) {
        return new PrintsResult(List.of(row), List.of(new Far("speech", true, 100, 3, 0)), taken, List.of());
    }

    /** @param missed of a hundred */
    private static PrintsRow row(boolean apart, int missed) {
        List<Comparing> same = new ArrayList<>();
        for (int i = 0; i < 100; i++) same.add(new Comparing(FRAMES, 0.9, 0.9, i < missed ? null : Integer.valueOf(0)));
        Comparing different = new Comparing(FRAMES, 0.6, 0.55, null);
        return PrintsRow.of(
                "speech",
                apart,
                FRAMES,
                same,
                List.of(new Pair("a", "b", different, false), new Pair("a", "c", different, true)));
    }
}
