package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadLetterTallyTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final DeadLetterTally tally = new DeadLetterTally("the topic letters");

    @Test
    void saysNothingOfNothing() {
        assertThat(tally.due(0)).isEmpty();
        assertThat(tally.rest()).isEmpty();
    }

    @Test
    void tellsOfTheFirstAtOnceAndOfTheNextTogether() {
        tally.add("bad_json", "the value is no JSON");
        assertThat(tally.due(0))
                .contains("1 record was rejected: bad_json: the value is no JSON; see the topic letters");

        tally.add("bad_json", "one");
        assertThat(tally.due(SECOND)).isEmpty();
        tally.add("too_short", "two");
        tally.add("bad_json", "three");
        assertThat(tally.due(29 * SECOND)).isEmpty();
        assertThat(tally.due(31 * SECOND))
                .contains(
                        "3 records were rejected: 2 bad_json, 1 too_short; the last one: three; see the topic letters");
        assertThat(tally.due(100 * SECOND)).isEmpty();
    }

    @Test
    void tellsTheRestWhenItEnds() {
        tally.add("bad_json", "one");
        tally.due(0);
        for (int i = 0; i < 1_234; i++) tally.add("bad_json", "more");

        assertThat(tally.rest())
                .contains("1,234 records were rejected: bad_json; the last one: more; see the topic letters");
        assertThat(tally.rest()).isEmpty();
    }

    @Test
    void keepsTheLineShortAndTheTerminalSafe() {
        for (int i = 0; i < 9; i++)
            tally.add("missing_field:" + i, "\u001b[2J\u009b1m\u202e\u200b" + "x".repeat(10_000));

        assertThat(tally.due(0)).hasValueSatisfying(line -> assertThat(line)
                .contains("and 4 more reasons")
                .contains("?[2J?1m??x")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}]")
                .hasSizeLessThan(600));
    }
}
