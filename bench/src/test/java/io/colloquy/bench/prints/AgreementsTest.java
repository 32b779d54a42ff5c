package io.colloquy.bench.prints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementsTest {
    private static final Agreements HUNDRED = new Agreements(
            IntStream.rangeClosed(1, 100).mapToObj(i -> i / 100.0).toList());

    @Test
    void quantilesAreValuesThatWereFound() {
        assertThat(HUNDRED.least()).isEqualTo(0.01);
        assertThat(HUNDRED.quantile(0.01)).isEqualTo(0.01);
        assertThat(HUNDRED.quantile(0.5)).isEqualTo(0.5);
        assertThat(HUNDRED.quantile(0.99)).isEqualTo(0.99);
        assertThat(HUNDRED.most()).isEqualTo(1);
    }

    @Test
    void whatIsEqualIsNotBelow() {
        assertThat(new Agreements(List.of(0.7, 0.72, 0.72, 0.8)).below(0.72)).isEqualTo(0.25);
        assertThat(new Agreements(List.of(0.7, 0.72, 0.72, 0.8)).below(0.75)).isEqualTo(0.75);
        assertThat(HUNDRED.below(2)).isEqualTo(1);
    }

    @Test
    void ofNoneNothingIsBelow() {
        assertThat(new Agreements(List.of()).below(0.5)).isZero();
        assertThat(new Agreements(List.of()).most()).isZero();
    }
}
