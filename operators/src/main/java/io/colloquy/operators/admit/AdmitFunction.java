package io.colloquy.operators.admit;

import io.colloquy.operators.admit.core.Admission;
import io.colloquy.operators.admit.core.Admission.Decision;
import io.colloquy.operators.admit.core.AdmitState;
import io.colloquy.operators.admit.core.AdmittedCodec;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.refuse.Refusal;
import io.colloquy.operators.state.KeyedEntries;
import io.colloquy.operators.state.StreamContext;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets each chunk in once, and none that the horizon has passed. Remembers a chunk until then. */
public final class AdmitFunction extends KeyedProcessFunction<StreamId, Arrival, Part> {
    public static final OutputTag<Account> ACCOUNTS = new OutputTag<>("accounts") {};
    public static final OutputTag<StitchEvent> RESTATED = new OutputTag<>("restated") {};
    public static final OutputTag<Refusal> REFUSALS = new OutputTag<>("refusals") {};

    private final Duration horizon;
    private transient StreamContext streamContext;
    private transient Admission admission;

    /** @param horizon how far behind its stream's newest chunk a chunk may start */
    public AdmitFunction(Duration horizon) {
        this.horizon = horizon;
    }

    @Override
    public void open(OpenContext context) {
        streamContext = new StreamContext(getRuntimeContext());
        admission = new Admission(horizon, state(streamContext));
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<Part> out) {
        streamContext.enter(context.getCurrentKey());
        Decision decision = admission.decide(arrival, context.timerService().currentProcessingTime());
        if (decision.account() != null) context.output(ACCOUNTS, decision.account());
        if (decision.restated() != null) {
            context.output(RESTATED, StitchEvent.of(arrival.stream(), decision.restated()));
        }
        if (decision.refused() != null) context.output(REFUSALS, decision.refused());
        if (decision.admitted() != null) out.collect(decision.admitted());
    }

    private static AdmitState state(StreamContext context) {
        return new AdmitState(
                KeyedEntries.of(context, "chunks", Long.class, new AdmittedCodec().list()),
                KeyedEntries.of(context, "occupied", Long.class, Long.class),
                KeyedEntries.of(context, "reach", String.class, new ReachCodec()),
                KeyedEntries.of(context, "offsets", String.class, Long.class));
    }
}
