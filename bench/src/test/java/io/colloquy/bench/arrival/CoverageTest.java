package io.colloquy.bench.arrival;

import static io.colloquy.bench.arrival.MadeUp.row;
import static io.colloquy.bench.arrival.MadeUp.span;
import static io.colloquy.bench.arrival.MadeUp.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Offset<Double> EXACTLY = within(1e-6);

    @Test
    void allIsLostWhereThereIsNoRow() {
        Coverage coverage = Coverage.of(List.of(turn(0, 10), turn(20, 25)), List.of());

        assertThat(coverage.speechSeconds()).isEqualTo(15, EXACTLY);
        assertThat(coverage.lostSeconds()).isEqualTo(15, EXACTLY);
        assertThat(coverage.twiceSeconds()).isZero();
    }

    @Test
    void aQuarterOfASecondAtAnEdgeDoesNotCount() {
        Coverage coverage = Coverage.of(List.of(turn(0, 10)), List.of(row(span(0.25, 4)), row(span(3.5, 9.75))));

        assertThat(coverage.lostSeconds()).isZero();
        assertThat(coverage.twiceSeconds()).isZero();
    }

    @Test
    void countsWhatNoRowTellsOf() {
        Coverage coverage = Coverage.of(List.of(turn(0, 10)), List.of(row(span(0, 4), span(6, 10))));

        assertThat(coverage.lostSeconds()).isEqualTo(1.5, EXACTLY);
    }

    @Test
    void countsWhatSeveralRowsTellOf() {
        Coverage coverage =
                Coverage.of(List.of(turn(0, 10)), List.of(row(span(0, 10)), row(span(3, 6)), row(span(3, 6))));

        assertThat(coverage.twiceSeconds()).isEqualTo(2.5, EXACTLY);
        assertThat(coverage.lostSeconds()).isZero();
    }

    @Test
    void spansOfARowThatFollowEachOtherHaveNoEdgeBetweenThem() {
        Coverage coverage =
                Coverage.of(List.of(turn(0, 10)), List.of(row(span(0, 10)), row(span(2, 4), span(4.0005, 6))));

        assertThat(coverage.twiceSeconds()).isEqualTo(3.5, EXACTLY);
    }

    @Test
    void silenceIsNeitherLostNorTwice() {
        Coverage coverage = Coverage.of(List.of(turn(0, 1)), List.of(row(span(0, 9)), row(span(3, 9))));

        assertThat(coverage).isEqualTo(new Coverage(1, 0, 0));
    }

    @Test
    void whatTwoSayAtOnceIsSpeechOnce() {
        assertThat(Coverage.of(List.of(turn(0, 10), turn(5, 12)), List.of()).lostSeconds())
                .isEqualTo(12, EXACTLY);
    }
}
