package io.colloquy.operators.flink.assemble;

import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.AssembleState;
import io.colloquy.operators.core.assemble.Assembler;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.definition.KeptDefinition;
import io.colloquy.operators.flink.state.DefinitionState;
import io.colloquy.operators.flink.state.KeyedStateStore;
import io.colloquy.operators.flink.state.StreamContext;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Joins the utterance set with the transcriptions, and says after a little quiet what is now true. */
public final class AssembleFunction extends KeyedProcessFunction<StreamId, AssemblyInput, Revision>
        implements CheckpointedFunction {
    /** The setting that bounds a step. */
    public static final String DEADLINE_KEY = "models.deadline.clustering";

    public static final Duration USUAL_DEADLINE = Duration.ofSeconds(600);

    private final AssembleSettings settings;
    private final Duration deadline;
    private transient StreamContext streamContext;
    private transient AssembleState state;
    private transient DefinitionState definition;
    private transient long incarnation;
    private transient RecordTimes times;
    private transient StepDeadline stepDeadline;
    /** Streams of which not all has been published again that was asked for. */
    private transient Set<StreamId> publishingAgain;

    public AssembleFunction(AssembleSettings settings) {
        this(settings, USUAL_DEADLINE);
    }

    /** @param deadline how long a step may take; it is ended where it tells voices apart */
    public AssembleFunction(AssembleSettings settings, Duration deadline) {
        this.settings = settings;
        this.deadline = deadline;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        definition =
                DefinitionState.open(context.getOperatorStateStore()).check(KeptDefinition.of(settings.definition()));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        definition.keep();
    }

    @Override
    public void open(OpenContext context) {
        streamContext = new StreamContext(getRuntimeContext());
        state = AssembleState.open(new KeyedStateStore(streamContext));
        publishingAgain = new HashSet<>();
        getRuntimeContext().getMetricGroup().gauge("streamsToPublishAgain", () -> publishingAgain.size());
        incarnation = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        times = new RecordTimes();
        stepDeadline = new StepDeadline(deadline);
    }

    /** Does what the settings ask for at the beginning. Flink's current key must be the stream. */
    void begin(StreamId stream, TimerService timers) {
        Assembler assembler = assembler(stream);
        for (long timer : assembler.begin(timers.currentProcessingTime()).timers())
            timers.registerProcessingTimeTimer(timer);
        if (!assembler.hasPublishedAgain()) publishingAgain.add(stream);
    }

    @Override
    public void processElement(AssemblyInput input, Context context, Collector<Revision> out) {
        long now = context.timerService().currentProcessingTime();
        Assembler assembler = assembler(context.getCurrentKey());
        Assembler.Step step = stepDeadline.within(() -> assembler.accept(input, now));
        times.came(context.getCurrentKey(), context.timestamp(), !step.timers().isEmpty());
        emit(step, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Revision> out) {
        long now = context.timerService().currentProcessingTime();
        Assembler assembler = assembler(context.getCurrentKey());
        emit(stepDeadline.within(() -> assembler.onTimer(timestamp, Math.max(timestamp, now))), context, out);
        if (!publishingAgain.isEmpty() && assembler.hasPublishedAgain())
            publishingAgain.remove(context.getCurrentKey());
    }

    private Assembler assembler(StreamId stream) {
        streamContext.enter(stream);
        return new Assembler(settings, stream, state, incarnation);
    }

    private void emit(Assembler.Step step, Context context, Collector<Revision> out) {
        for (long timer : step.timers()) context.timerService().registerProcessingTimeTimer(timer);
        if (step.revision() == null) return;
        times.stamp(context.getCurrentKey(), out);
        out.collect(step.revision());
    }

    @Override
    public void close() {
        if (stepDeadline != null) stepDeadline.close();
    }
}
