package io.colloquy.operators.core.state;

import java.util.HashMap;

/** Opens the states of one operator. */
public interface StateStore {

    /** The entries of a state. */
    <K, V> Entries<K, V> open(StateSpec<K, V> state);

    /** States on the heap, each empty at first. */
    static StateStore inMemory() {
        return new StateStore() {
            @Override
            public <K, V> Entries<K, V> open(StateSpec<K, V> state) {
                return Entries.over(new HashMap<>());
            }
        };
    }
}
