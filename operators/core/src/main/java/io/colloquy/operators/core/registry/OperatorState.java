package io.colloquy.operators.core.registry;

import io.colloquy.operators.core.state.StateFormat;
import io.colloquy.operators.core.state.StateSpec;
import java.util.List;

/**
 * Everything that a savepoint holds of one operator.
 *
 * @param uid by which savepoints find it
 * @param keyed its states by stream
 * @param listed what it keeps without a key: the definition, and messages that wait in its queue
 */
public record OperatorState(String uid, List<StateSpec<?, ?>> keyed, List<Listed> listed) {

    public OperatorState {
        keyed = List.copyOf(keyed);
        listed = List.copyOf(listed);
    }

    /** Values that are kept without a key, under a name. */
    public record Listed(String name, StateFormat<?> format) {}
}
