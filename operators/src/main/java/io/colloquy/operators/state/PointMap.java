package io.colloquy.operators.state;

import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Keyed map state that is only ever asked for one entry at a time: RocksDB can neither seek in a map nor iterate it
 * cheaply. Removes entries that become null or an empty list.
 */
public final class PointMap<K, V> {
    private final MapState<K, V> state;

    private PointMap(MapState<K, V> state) {
        this.state = state;
    }

    /** State of the operator under {@code name}, which savepoints know it by. */
    public static <K, V> PointMap<K, V> of(RuntimeContext context, String name, Class<K> key, Class<V> value) {
        return of(context, name, TypeInformation.of(key), TypeInformation.of(value));
    }

    /** State of the operator under {@code name}, which savepoints know it by. */
    public static <K, V> PointMap<K, V> of(
            RuntimeContext context, String name, TypeInformation<K> key, TypeInformation<V> value) {
        return new PointMap<>(context.getMapState(new MapStateDescriptor<>(name, key, value)));
    }

    /** Null where there is no entry. */
    public V get(K key) {
        try {
            return state.get(key);
        } catch (Exception e) {
            throw new FlinkRuntimeException("state can't be read", e);
        }
    }

    public V getOrDefault(K key, V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    public void put(K key, V value) {
        try {
            if (value == null || value instanceof List<?> list && list.isEmpty()) state.remove(key);
            else state.put(key, value);
        } catch (Exception e) {
            throw new FlinkRuntimeException("state can't be written", e);
        }
    }
}
