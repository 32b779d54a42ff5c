package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.ops.ReplaySteps.Span;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {
    private static final String NAME =
            "0.Source__read-chunks.KafkaSourceReader.topic.audio-chunks.partition.%d.currentOffset";

    private static final String PENDING = "0.Source__read-chunks.pendingRecords";

    private static ReplayProgress of(Map<Integer, Long> begin, Map<Integer, Long> end) {
        return new ReplayProgress(new Span(new TreeMap<>(begin), new TreeMap<>(end)));
    }

    @Test
    void countsRecordsUpToWhereTheLiveJobEnded() {
        ReplayProgress progress = of(Map.of(0, 10L, 1, 0L), Map.of(0, 20L, 1, 5L));
        assertThat(progress.read()).isZero();

        progress.update(Map.of(NAME.formatted(0), 14.0, NAME.formatted(1), 99.0));
        assertThat(progress.read()).isEqualTo(10);
        assertThat(progress.isComplete()).isFalse();
        assertThat(progress.told(Duration.ofSeconds(10))).startsWith("10 of 15 records have come again (66 %), 1.0");

        progress.update(Map.of(NAME.formatted(0), 19.0));
        assertThat(progress.isComplete()).isTrue();
    }

    /** Flink tells -1 of a partition of which nothing was read. */
    @Test
    void neverGoesBack() {
        ReplayProgress progress = of(Map.of(0, 10L), Map.of(0, 20L));
        progress.update(Map.of(NAME.formatted(0), -1.0));
        assertThat(progress.read()).isZero();
        progress.update(Map.of(NAME.formatted(0), 15.0));
        progress.update(Map.of(NAME.formatted(0), -1.0));
        assertThat(progress.read()).isEqualTo(6);
    }

    @Test
    void isCompleteWhereNothingCameSince() {
        assertThat(of(Map.of(0, 20L), Map.of(0, 20L)).isComplete()).isTrue();
    }

    /** After a restart there is no last record, but the offset of the checkpoint. */
    @Test
    void takesWhatWasCommitted() {
        ReplayProgress progress = of(Map.of(0, 10L), Map.of(0, 20L));
        String committed = NAME.formatted(0).replace("current", "committed");
        progress.update(Map.of(NAME.formatted(0), -1.0, committed, 19.0));
        assertThat(progress.read()).isEqualTo(9);
        progress.update(Map.of(NAME.formatted(0), -1.0, committed, 20.0));
        assertThat(progress.isComplete()).isTrue();
    }

    /** The last offset of partition 0 is the mark of a transaction: its last record is the one before. */
    @Test
    void isCompleteWhereOnlyMarksAreLeft() {
        ReplayProgress progress = of(Map.of(0, 10L, 1, 0L), Map.of(0, 20L, 1, 5L));
        progress.update(Map.of(NAME.formatted(0), 18.0, PENDING, 0.0));
        assertThat(progress.isComplete()).as("of partition 1 nothing was read").isFalse();
        progress.update(Map.of(NAME.formatted(0), 18.0, NAME.formatted(1), 4.0, PENDING, 1.0));
        assertThat(progress.isComplete()).isFalse();
        progress.update(Map.of(NAME.formatted(0), 18.0, NAME.formatted(1), 4.0, PENDING, 0.0));
        assertThat(progress.isComplete()).isTrue();
    }
}
