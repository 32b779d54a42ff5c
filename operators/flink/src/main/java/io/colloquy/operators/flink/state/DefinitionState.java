package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.definition.KeptConstant;
import io.colloquy.operators.core.definition.KeptDefinition;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;

/** Keeps, beside an operator's state, the definition it was computed by. Each subtask writes it and reads all. */
public final class DefinitionState {
    private static final String NAME = "definition";

    private final ListState<KeptConstant> state;
    private KeptDefinition definition;

    private DefinitionState(ListState<KeptConstant> state) {
        this.state = state;
    }

    /** Call it where state is initialised. */
    public static DefinitionState open(OperatorStateStore store) throws Exception {
        return new DefinitionState(
                store.getUnionListState(new ListStateDescriptor<>(NAME, new FormatSerializer<>(KeptConstant.CODEC))));
    }

    /**
     * Says by which definition the operator goes on. Call it once, before the operator works.
     *
     * @throws IllegalStateException where the state was computed by another definition; names the key and both values
     */
    public DefinitionState check(KeptDefinition definition) throws Exception {
        definition.check(state.get());
        this.definition = definition;
        return this;
    }

    /** Call it where state is snapshotted. */
    public void keep() throws Exception {
        state.update(definition.constants());
    }
}
