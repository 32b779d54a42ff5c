package io.colloquy.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.comparison.Comparison.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void takesTheMedianOfTheRoundsOwnRatios() {
        // Medians of the speeds alone would say 20 to 60.
        Comparison found =
                Comparison.of("x", "per second", 0.5, List.of(new Round(10, 80), new Round(20, 25), new Round(30, 60)));
        assertThat(found.ratio()).isEqualTo(0.5);
        assertThat(found.ours()).isEqualTo(20);
        assertThat(found.theirs()).isEqualTo(60);
        assertThat(found.ok()).isTrue();
    }

    @Test
    void isNotGoodBelowTheTarget() {
        Comparison found = Comparison.of("x", "per second", 0.5, List.of(new Round(49, 100), new Round(49.8, 100)));
        assertThat(found.ratio()).isBetween(0.49, 0.499);
        assertThat(found.ok()).isFalse();
    }
}
