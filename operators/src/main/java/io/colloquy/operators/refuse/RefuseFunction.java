package io.colloquy.operators.refuse;

import io.colloquy.operators.RecordProvider;
import io.colloquy.operators.RecordProvider.Records;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters of refusals: fetches each record again, as it was. Where it is no more, its letter goes out without
 * its value. Where it can't be asked for, the job fails, restarts and asks again.
 */
public final class RefuseFunction extends RichAsyncFunction<Refusal, DeadLetter> {
    private static final Logger LOG = LoggerFactory.getLogger(RefuseFunction.class);

    private final RecordProvider provider;
    private transient Records records;
    private transient Counter refused;

    public RefuseFunction(RecordProvider provider) {
        this.provider = provider;
    }

    @Override
    public void open(OpenContext context) {
        records = provider.open();
        refused = getRuntimeContext().getMetricGroup().counter("refusedRecords");
    }

    @Override
    public void asyncInvoke(Refusal refusal, ResultFuture<DeadLetter> result) {
        records.fetch(refusal.origin()).whenComplete((record, error) -> {
            boolean gone = error instanceof RecordGoneException || error == null && !isOf(refusal, record);
            if (error != null && !gone) result.completeExceptionally(error);
            else result.complete(List.of(gone ? letterWithoutValue(refusal) : letter(refusal, record)));
        });
    }

    /** Where a topic was made anew, another record may lie there. */
    private static boolean isOf(Refusal refusal, RawRecord record) {
        return Arrays.equals(key(refusal), record.key());
    }

    /** What was accepted has the device's name as its key. */
    private static byte[] key(Refusal refusal) {
        return refusal.stream().deviceId().getBytes(StandardCharsets.UTF_8);
    }

    private DeadLetter letter(Refusal refusal, RawRecord record) {
        return letter(refusal, record, refusal.detail());
    }

    private DeadLetter letterWithoutValue(Refusal refusal) {
        LOG.warn("{} is gone: its dead letter goes out without its value", refusal.origin());
        RawRecord gone = new RawRecord(key(refusal), null, refusal.origin(), refusal.failedAt());
        return letter(refusal, gone, refusal.detail() + "; Kafka no longer holds the record, so its value is missing");
    }

    private DeadLetter letter(Refusal refusal, RawRecord record, String detail) {
        refused.inc();
        return new DeadLetter(record, refusal.reason().code(), detail, refusal.stage(), refusal.failedAt());
    }

    @Override
    public void close() {
        if (records != null) records.close();
    }
}
