package io.colloquy.operators.flink.assemble;

import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.AssembleState;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.flink.state.KeyedStateStore;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs {@link AssembleFunction}. Where the settings ask for everything to be published again, it begins with each stream
 * of which the state knows; a function sees none before its next message.
 */
public final class AssembleOperator extends KeyedProcessOperator<StreamId, AssemblyInput, Revision> {
    /** As {@link KeyedProcessOperator} calls the timers of its function. */
    private static final String TIMERS = "user-timers";

    private final AssembleFunction function;
    private final boolean again;

    public AssembleOperator(AssembleSettings settings) {
        this(settings, new AssembleFunction(settings));
    }

    /** @param deadline how long a step may take; it is ended where it tells voices apart */
    public AssembleOperator(AssembleSettings settings, Duration deadline) {
        this(settings, new AssembleFunction(settings, deadline));
    }

    private AssembleOperator(AssembleSettings settings, AssembleFunction function) {
        super(function);
        this.function = function;
        this.again = !settings.again().isEmpty();
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (!again) return;
        TimerService timers =
                new SimpleTimerService(getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this));
        this.<StreamId>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        KeyedStateStore.descriptor(AssembleState.COUNTER),
                        (stream, revisions) -> function.begin(stream, timers));
    }
}
