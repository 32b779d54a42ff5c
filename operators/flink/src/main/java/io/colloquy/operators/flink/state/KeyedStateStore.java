package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.operators.core.state.StateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Opens states of the current stream. Of each, what was used last is at hand on the heap; what may expire is not, since
 * nothing tells when it does. RocksDB can neither seek in a map nor iterate it cheaply, and nothing here would.
 */
public final class KeyedStateStore implements StateStore {
    /** Of each state, at hand on the heap: some minutes of some tens of streams. */
    private static final int RECENT = 256;

    private final StreamContext context;

    public KeyedStateStore(StreamContext context) {
        this.context = context;
    }

    @Override
    public <K, V> Entries<K, V> open(StateSpec<K, V> state) {
        MapStateDescriptor<K, V> descriptor = new MapStateDescriptor<>(
                state.name(), new FormatSerializer<>(state.key()), new FormatSerializer<>(state.value()));
        // a time to live costs no timers
        state.kept()
                .ifPresent(time -> descriptor.enableTimeToLive(
                        StateTtlConfig.newBuilder(time).build()));
        Entries<K, V> stored = new Stored<>(context.runtime().getMapState(descriptor));
        return state.kept().isPresent() ? stored : new RecentEntries<>(context, stored, RECENT);
    }

    /** A point lookup an entry: the key is part of RocksDB's own. */
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
