package io.colloquy.operators.admit;

import io.colloquy.operators.admit.core.Admission;
import io.colloquy.operators.admit.core.Admission.Decision;
import io.colloquy.operators.admit.core.AdmitState;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.state.KeyedEntries;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets each chunk in once. Remembers a chunk until the horizon has passed it. */
public final class AdmitFunction extends KeyedProcessFunction<StreamId, Arrival, Part> {
    public static final OutputTag<Account> ACCOUNTS = new OutputTag<>("accounts") {};
    public static final OutputTag<StitchEvent> RESTATED = new OutputTag<>("restated") {};

    private transient Admission admission;

    @Override
    public void open(OpenContext context) {
        admission = new Admission(new AdmitState(
                KeyedEntries.of(getRuntimeContext(), "chunks", ChunkKey.class, Admitted.class),
                KeyedEntries.of(getRuntimeContext(), "offsets", String.class, Long.class)));
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<Part> out) {
        Decision decision = admission.decide(arrival);
        if (decision.account() != null) context.output(ACCOUNTS, decision.account());
        if (decision.restated() != null) {
            context.output(RESTATED, StitchEvent.of(arrival.stream(), decision.restated()));
        }
        if (decision.admitted() != null) out.collect(decision.admitted());
    }
}
