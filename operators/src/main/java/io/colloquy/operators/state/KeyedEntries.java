package io.colloquy.operators.state;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.Entries;
import java.time.Duration;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Entries in keyed state. RocksDB can neither seek in a map nor iterate it cheaply, and nothing here would.
 *
 * @param <K> part of RocksDB's own key: an entry costs a point lookup
 */
public final class KeyedEntries<K, V> implements Entries<K, V> {
    /** Of each state, at hand on the heap: some minutes of some tens of streams. */
    private static final int RECENT = 256;

    private final MapState<K, V> state;

    private KeyedEntries(MapState<K, V> state) {
        this.state = state;
    }

    /** State of the operator under {@code name}, by which savepoints know it. */
    public static <K, V> Entries<K, V> of(StreamContext context, String name, Class<K> key, Class<V> value) {
        MapStateDescriptor<K, V> state =
                new MapStateDescriptor<>(name, TypeInformation.of(key), TypeInformation.of(value));
        return new RecentEntries<>(context, stored(context, state), RECENT);
    }

    /**
     * The same, of what may be forgotten once it was not written for so long. It costs no timers. Nothing of it is at
     * hand on the heap.
     */
    public static <K, V> Entries<K, V> expiring(
            StreamContext context, String name, Class<K> key, Class<V> value, Duration after) {
        MapStateDescriptor<K, V> state =
                new MapStateDescriptor<>(name, TypeInformation.of(key), TypeInformation.of(value));
        state.enableTimeToLive(StateTtlConfig.newBuilder(after).build());
        return stored(context, state);
    }

    /** The same, of values that are written by hand. */
    public static <K, V> Entries<K, V> of(StreamContext context, String name, Class<K> key, Codec<V> codec) {
        MapStateDescriptor<K, byte[]> state = new MapStateDescriptor<>(
                name, TypeInformation.of(key), PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
        return new RecentEntries<>(context, new Coded<>(stored(context, state), codec), RECENT);
    }

    private record Coded<K, V>(Entries<K, byte[]> entries, Codec<V> codec) implements Entries<K, V> {
        @Override
        public V get(K key) {
            byte[] entry = entries.get(key);
            return entry == null ? null : codec.decode(entry);
        }

        @Override
        public void put(K key, V value) {
            entries.put(key, Entries.isNothing(value) ? null : codec.encode(value));
        }
    }

    private static <K, V> Entries<K, V> stored(StreamContext context, MapStateDescriptor<K, V> state) {
        return new KeyedEntries<>(context.runtime().getMapState(state));
    }

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
