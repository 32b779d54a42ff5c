package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckPassedTest {

    @Test
    void tellsPositionsInWords() {
        Map<Integer, Long> positions = Map.of(0, 12L, 11, -2L);
        String message = new CheckPassed(positions).getMessage();

        assertThat(CheckPassed.isIn(message)).isTrue();
        assertThat(CheckPassed.positions(message)).isEqualTo(positions);
    }

    @Test
    void isNoOtherMessage() {
        assertThat(CheckPassed.isIn("Kafka does not hold what follows the savepoint s3://b/1: 2"))
                .isFalse();
    }
}
