package io.colloquy.operators.flink.deduplicate;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.deduplicate.Decision;
import io.colloquy.operators.core.deduplicate.DeduplicationState;
import io.colloquy.operators.core.deduplicate.Deduplicator;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.flink.state.KeyedStateStore;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.operators.flink.state.StreamContext;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Accepts each chunk once, and rejects those that the horizon has passed. It remembers a chunk until then. */
public final class DeduplicateFunction extends KeyedProcessFunction<StreamId, Arrival, AudioPart> {
    public static final OutputTag<AccountEntry> ACCOUNTS = new OutputTag<>("accounts", MessageTypes.ACCOUNT_ENTRY);
    public static final OutputTag<StitchInput> RESTATED = new OutputTag<>("restated", MessageTypes.STITCH_INPUT);
    public static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", MessageTypes.REJECTED_RECORD);

    private final Duration horizon;
    private transient StreamContext streamContext;
    private transient Deduplicator deduplicator;

    /** @param horizon how far behind its stream's newest chunk a chunk may start */
    public DeduplicateFunction(Duration horizon) {
        this.horizon = horizon;
    }

    @Override
    public void open(OpenContext context) {
        streamContext = new StreamContext(getRuntimeContext());
        deduplicator = new Deduplicator(horizon, DeduplicationState.open(new KeyedStateStore(streamContext)));
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<AudioPart> out) {
        streamContext.enter(context.getCurrentKey());
        long now = context.timerService().currentProcessingTime();
        deduplicator.decide(arrival, now).when(new Outputs(context, out));
    }

    private record Outputs(Context context, Collector<AudioPart> out) implements Decision.Cases {
        @Override
        public void pass(AudioPart part) {
            out.collect(part);
        }

        @Override
        public void account(AccountEntry entry) {
            context.output(ACCOUNTS, entry);
        }

        @Override
        public void restate(StreamId stream, SourceRestated restated) {
            context.output(RESTATED, StitchInput.of(stream, restated));
        }

        @Override
        public void reject(RejectedRecord rejected) {
            context.output(REJECTED, rejected);
        }
    }
}
