package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.operators.core.state.StateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Opens the states of the current stream. The entries that were used last are at hand on the heap, but not those of a
 * state that may expire: nothing tells when an entry does. RocksDB can neither seek in a map nor iterate it cheaply, so
 * neither is offered.
 */
public final class KeyedStateStore implements StateStore {
    /** Entries of each state that are at hand on the heap: some minutes of some tens of streams. */
    private static final int RECENT = 256;

    private final StreamContext context;

    public KeyedStateStore(StreamContext context) {
        this.context = context;
    }

    @Override
    public <K, V> Entries<K, V> open(StateSpec<K, V> state) {
        MapStateDescriptor<K, V> descriptor = descriptor(state);
        // a time to live costs no timers
        state.kept()
                .ifPresent(time -> descriptor.enableTimeToLive(
                        StateTtlConfig.newBuilder(time).build()));
        Entries<K, V> stored = new Stored<>(context.runtime().getMapState(descriptor));
        return state.kept().isPresent() ? stored : new RecentEntries<>(context, stored, RECENT);
    }

    /** What a state is to Flink, without its time to live. */
    public static <K, V> MapStateDescriptor<K, V> descriptor(StateSpec<K, V> state) {
        return new MapStateDescriptor<>(
                state.name(), new FormatSerializer<>(state.key()), new FormatSerializer<>(state.value()));
    }

    /** Each entry is one point lookup: its key is part of RocksDB's key. */
    private record Stored<K, V>(MapState<K, V> state) implements Entries<K, V> {
        @Override
        public V get(K key) {
            try {
                return state.get(key);
            } catch (Exception e) {
                throw new FlinkRuntimeException("state can't be read", e);
            }
        }

        @Override
        public void put(K key, V value) {
            try {
                if (Entries.isNothing(value)) state.remove(key);
                else state.put(key, value);
            } catch (Exception e) {
                throw new FlinkRuntimeException("state can't be written", e);
            }
        }
    }
}
