package io.colloquy.operators.flink.deadletter;

import io.colloquy.operators.core.RecordProvider;
import io.colloquy.operators.core.RecordProvider.Records;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters of rejected records. Records that are not at hand are fetched again. The letter of a record that
 * Kafka no longer holds goes out without its value. If Kafka can't be asked, the job fails, restarts and asks again.
 */
public final class DeadLetterFunction extends RichAsyncFunction<RejectedRecord, DeadLetter> {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFunction.class);

    private final RecordProvider provider;
    private transient Records records;
    private transient Counter refused;

    public DeadLetterFunction(RecordProvider provider) {
        this.provider = provider;
    }

    @Override
    public void open(OpenContext context) {
        records = provider.open();
        refused = getRuntimeContext().getMetricGroup().counter("refusedRecords");
    }

    @Override
    public void asyncInvoke(RejectedRecord rejected, ResultFuture<DeadLetter> result) {
        rejected.record()
                .match(
                        atHand -> CompletableFuture.completedFuture(rejected.letter(atHand.record())),
                        inKafka -> fetch(inKafka).thenApply(found -> letter(rejected, inKafka, found)))
                .whenComplete((letter, error) -> {
                    if (error == null) result.complete(List.of(letter));
                    else result.completeExceptionally(error);
                });
    }

    /** Empty if the record is gone. */
    private CompletableFuture<Optional<RawRecord>> fetch(InKafka where) {
        return records.fetch(where.origin()).handle((record, error) -> {
            if (error == null) return Optional.of(record).filter(found -> isOf(where, found));
            if (error instanceof RecordGoneException) return Optional.empty();
            throw new CompletionException(error);
        });
    }

    /** Another record may lie there if the topic was made anew. */
    private static boolean isOf(InKafka where, RawRecord record) {
        return Arrays.equals(key(where), record.key());
    }

    /** What was accepted has the device's name as its key. */
    private static byte[] key(InKafka where) {
        return where.stream().deviceId().getBytes(StandardCharsets.UTF_8);
    }

    private DeadLetter letter(RejectedRecord rejected, InKafka where, Optional<RawRecord> found) {
        refused.inc();
        return found.map(rejected::letter).orElseGet(() -> letterWithoutValue(rejected, where));
    }

    private static DeadLetter letterWithoutValue(RejectedRecord rejected, InKafka where) {
        LOG.warn("{} is gone: its dead letter goes out without its value", where.origin());
        RawRecord gone = new RawRecord(key(where), null, where.origin(), rejected.failedAt());
        String detail = rejected.rejection().detail() + "; Kafka no longer holds the record, so its value is missing";
        return rejected.because(detail).letter(gone);
    }

    @Override
    public void close() {
        if (records != null) records.close();
    }
}
