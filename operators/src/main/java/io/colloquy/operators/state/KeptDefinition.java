package io.colloquy.operators.state;

import io.colloquy.schemas.Definition;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The definition that an operator's state was computed by. State holds what followed from it (which audio may still be
 * needed, which utterances there are), so another one cannot go on from there.
 */
public final class KeptDefinition {
    private final ListState<String> state;
    private final Definition definition;

    private KeptDefinition(ListState<String> state, Definition definition) {
        this.state = state;
        this.definition = definition;
    }

    /**
     * To be called where state is initialised.
     *
     * @throws IllegalStateException where the state was computed by another definition
     */
    public static KeptDefinition check(OperatorStateStore store, Definition definition) throws Exception {
        ListState<String> state = store.getUnionListState(new ListStateDescriptor<>("definition", Types.STRING));
        for (String kept : state.get()) {
            if (kept.equals(definition.toString())) continue;
            throw new IllegalStateException("The state was computed by " + kept + ", but the settings say " + definition
                    + ". Set stitch.* and assemble.conversation-gap back, or begin anew: without the savepoint, or in"
                    + " another data directory.");
        }
        return new KeptDefinition(state, definition);
    }

    /** To be called where state is snapshotted. */
    public void keep() throws Exception {
        state.update(List.of(definition.toString()));
    }
}
