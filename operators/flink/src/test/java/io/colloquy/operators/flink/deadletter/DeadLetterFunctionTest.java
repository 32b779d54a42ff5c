package io.colloquy.operators.flink.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.RecordProvider;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.AtHand;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.deadletter.RejectedRecord.Stage;
import io.colloquy.operators.core.deadletter.RejectedRecord.Where;
import io.colloquy.operators.flink.Asked;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import io.colloquy.schemas.Rejection;
import io.colloquy.schemas.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class DeadLetterFunctionTest {
    private static final Origin ORIGIN = new Origin("audio-chunks", 3, 7);
    private static final InKafka STORED = new InKafka(new StreamId("device", "owner"), ORIGIN);
    private static final RawRecord RECORD = record("device");

    @Test
    void takesARecordThatIsAtHandAsItIs() throws Exception {
        DeadLetter letter =
                letter(new AtHand(RECORD), CompletableFuture.failedFuture(new AssertionError("was fetched")));

        assertThat(letter.record()).isSameAs(RECORD);
        assertThat(letter.reason()).isEqualTo("bad_json");
        assertThat(letter.detail()).isEqualTo("why");
        assertThat(letter.stage()).isEqualTo("admit");
        assertThat(letter.failedAt()).isEqualTo(42);
    }

    @Test
    void fetchesOneThatLiesInKafka() throws Exception {
        assertThat(letter(STORED, CompletableFuture.completedFuture(RECORD)).record())
                .isSameAs(RECORD);
    }

    @Test
    void writesALetterWithoutValueWhereTheRecordIsGone() throws Exception {
        DeadLetter letter = letter(STORED, CompletableFuture.failedFuture(new RecordGoneException(ORIGIN)));

        assertThat(letter.record().key()).isEqualTo("device".getBytes(StandardCharsets.UTF_8));
        assertThat(letter.record().value()).isNull();
        assertThat(letter.record().origin()).isEqualTo(ORIGIN);
        assertThat(letter.detail()).startsWith("why; ").contains("no longer holds");
    }

    @Test
    void takesNoOtherDevicesRecordForTheOneThatWasThere() throws Exception {
        DeadLetter letter = letter(STORED, CompletableFuture.completedFuture(record("another")));

        assertThat(letter.record().value()).isNull();
        assertThat(letter.detail()).contains("no longer holds");
    }

    @Test
    void failsWhereKafkaCannotBeAsked() {
        assertThatThrownBy(() -> letter(STORED, CompletableFuture.failedFuture(new IllegalStateException("away"))))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("away");
    }

    private static DeadLetter letter(Where where, CompletableFuture<RawRecord> inKafka) throws Exception {
        DeadLetterFunction function = Asked.opened(new DeadLetterFunction(() -> records(inKafka)));
        RejectedRecord rejected = new RejectedRecord(where, new Rejection("bad_json", "why"), Stage.DEDUPLICATE, 42);
        return Asked.answer(function, rejected);
    }

    private static RecordProvider.Records records(CompletableFuture<RawRecord> record) {
        return new RecordProvider.Records() {
            @Override
            public CompletableFuture<RawRecord> fetch(Origin origin) {
                return record;
            }

            @Override
            public void close() {}
        };
    }

    private static RawRecord record(String device) {
        return new RawRecord(device.getBytes(StandardCharsets.UTF_8), new byte[] {1}, ORIGIN, 5);
    }
}
