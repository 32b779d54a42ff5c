package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.state.Entries;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the entries that were used last at hand, as values: chunks of an upload follow each other, and each looks at
 * what the one before it wrote. What is put is written at once, so a checkpoint lacks nothing. Use it only where nobody
 * else writes these entries, and where values never change.
 */
final class RecentEntries<K, V> implements Entries<K, V> {
    private final StreamContext context;
    private final Entries<K, V> entries;
    private final Map<StreamKey, V> recent;

    /** @param entries of the current stream */
    RecentEntries(StreamContext context, Entries<K, V> entries, int most) {
        this.context = context;
        this.entries = entries;
        this.recent = new LeastRecentlyUsed<>(most);
    }

    @Override
    public V get(K key) {
        StreamKey used = new StreamKey(context.stream(), key);
        V known = recent.get(used);
        if (known != null) return known;
        V value = entries.get(key);
        if (value != null) recent.put(used, value);
        return value;
    }

    @Override
    public void put(K key, V value) {
        entries.put(key, value);
        StreamKey used = new StreamKey(context.stream(), key);
        if (Entries.isNothing(value)) recent.remove(used);
        else recent.put(used, value);
    }

    private static final class LeastRecentlyUsed<A, B> extends LinkedHashMap<A, B> {
        private static final long serialVersionUID = 1L;

        private final int most;

        LeastRecentlyUsed(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<A, B> eldest) {
            return size() > most;
        }
    }
}
