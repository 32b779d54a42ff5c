package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RemainingTest {
    private static final PlannedRecord A = PlannedRecord.good("pendant", new byte[] {1}, 1, 20);
    private static final PlannedRecord A_AGAIN = PlannedRecord.good("pendant", new byte[] {1}, 1, 20);
    private static final PlannedRecord B = PlannedRecord.good("phone", new byte[] {1}, 1, 20);
    private static final PlannedRecord LATE = PlannedRecord.good("phone", new byte[] {2}, 2, 20);
    private static final PlannedRecord LATER = PlannedRecord.good("phone", new byte[] {3}, 3, 20);
    private static final ChunkPlan PLAN = new ChunkPlan(List.of(A, A_AGAIN, B), List.of(LATE, LATER), 1, List.of());

    @Test
    void ofAnEmptyTopicEverythingRemains() {
        Remaining remaining = Remaining.of(PLAN, List.of());
        assertThat(remaining.opening()).containsExactly(A, A_AGAIN, B);
        assertThat(remaining.heldBack()).containsExactly(LATE, LATER);
        assertThat(remaining.sentByThen()).containsExactly(A, A_AGAIN, B);
    }

    @Test
    void sendsWhatAnInterruptedRunDidNotSend() {
        Remaining remaining = Remaining.of(PLAN, topic(A, LATER));
        assertThat(remaining.opening()).containsExactly(A_AGAIN, B);
        assertThat(remaining.heldBack()).containsExactly(LATE);
        assertThat(remaining.sentByThen()).containsExactly(A, A_AGAIN, B, LATER);
    }

    @Test
    void refusesATopicWithOtherChunks() {
        PlannedRecord other = PlannedRecord.good("pendant", new byte[] {9}, 1, 20);
        assertThatThrownBy(() -> Remaining.of(PLAN, topic(A, other)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--seed");
        assertThatThrownBy(() -> Remaining.of(PLAN, topic(B, B))).isInstanceOf(SettingsException.class);
    }

    private static List<ConsumerRecord<byte[], byte[]>> topic(PlannedRecord... records) {
        return Stream.of(records)
                .map(record ->
                        new ConsumerRecord<>("t", 0, 0, record.key().getBytes(StandardCharsets.UTF_8), record.value()))
                .toList();
    }
}
