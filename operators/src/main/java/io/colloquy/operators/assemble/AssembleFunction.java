package io.colloquy.operators.assemble;

import io.colloquy.operators.assemble.core.AnswerCodec;
import io.colloquy.operators.assemble.core.AssembleState;
import io.colloquy.operators.assemble.core.Assembler;
import io.colloquy.operators.assemble.core.BucketSummaryCodec;
import io.colloquy.operators.assemble.core.DayAccountCodec;
import io.colloquy.operators.assemble.core.LiveCodec;
import io.colloquy.operators.assemble.core.ProgressCodec;
import io.colloquy.operators.assemble.core.PublishedBucketCodec;
import io.colloquy.operators.assemble.core.PublishedUtterancesCodec;
import io.colloquy.operators.assemble.core.SpanCodec;
import io.colloquy.operators.assemble.core.UnpublishedCodec;
import io.colloquy.operators.state.KeptDefinition;
import io.colloquy.operators.state.KeyedEntries;
import io.colloquy.operators.state.StreamContext;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Joins the live set with what was heard, and says after a little quiet what is now true. */
public final class AssembleFunction extends KeyedProcessFunction<StreamId, AssemblyEvent, Revision>
        implements CheckpointedFunction {
    private final AssembleSettings settings;
    private transient StreamContext streamContext;
    private transient AssembleState state;
    private transient KeptDefinition definition;
    private transient long attempt;

    public AssembleFunction(AssembleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        definition = KeptDefinition.check(context.getOperatorStateStore(), settings.definition());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        definition.keep();
    }

    @Override
    public void open(OpenContext context) {
        streamContext = new StreamContext(getRuntimeContext());
        state = state(streamContext);
        attempt = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    @Override
    public void processElement(AssemblyEvent event, Context context, Collector<Revision> out) {
        long now = context.timerService().currentProcessingTime();
        emit(assembler(context).accept(event, now), context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Revision> out) {
        long now = context.timerService().currentProcessingTime();
        emit(assembler(context).onTimer(timestamp, Math.max(timestamp, now)), context, out);
    }

    private Assembler assembler(Context context) {
        streamContext.enter(context.getCurrentKey());
        return new Assembler(settings, context.getCurrentKey(), state, attempt);
    }

    private static void emit(Assembler.Step step, Context context, Collector<Revision> out) {
        for (long timer : step.timers()) context.timerService().registerProcessingTimeTimer(timer);
        if (step.revision() != null) out.collect(step.revision());
    }

    private static AssembleState state(StreamContext context) {
        return new AssembleState(
                KeyedEntries.of(context, "live", Long.class, new LiveCodec().list()),
                KeyedEntries.of(context, "answers", Long.class, new AnswerCodec().list()),
                KeyedEntries.of(context, "summaries", Long.class, new BucketSummaryCodec()),
                KeyedEntries.of(context, "spans", Long.class, new SpanCodec()),
                KeyedEntries.of(context, "published", Long.class, new PublishedBucketCodec()),
                KeyedEntries.of(context, "rows", Long.class, new PublishedUtterancesCodec()),
                KeyedEntries.of(context, "accounts", Long.class, new DayAccountCodec()),
                KeyedEntries.of(context, "occupied", Long.class, Long.class),
                KeyedEntries.of(context, "progress", String.class, new ProgressCodec()),
                KeyedEntries.of(context, "settling", Long.class, CommonCodecs.NUMBER.list()),
                KeyedEntries.of(context, "unpublished", String.class, new UnpublishedCodec()),
                KeyedEntries.of(context, "counter", String.class, Long.class));
    }
}
