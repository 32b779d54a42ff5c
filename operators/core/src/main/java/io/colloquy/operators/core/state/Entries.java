package io.colloquy.operators.core.state;

import java.util.List;
import java.util.Map;

/**
 * What a core remembers, by key. There is no way to go through all entries: so what a chunk costs does not depend on
 * how much is remembered.
 */
public interface Entries<K, V> {

    /** Null where there is no entry. */
    V get(K key);

    /** Writes an entry. Null or an empty list removes it. */
    void put(K key, V value);

    default V get(K key, V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    /** Entries on the heap. */
    static <K, V> Entries<K, V> over(Map<K, V> map) {
        return new Entries<>() {
            @Override
            public V get(K key) {
                return map.get(key);
            }

            @Override
            public void put(K key, V value) {
                if (isNothing(value)) map.remove(key);
                else map.put(key, value);
            }
        };
    }

    static boolean isNothing(Object value) {
        return value == null || value instanceof List<?> list && list.isEmpty();
    }
}
