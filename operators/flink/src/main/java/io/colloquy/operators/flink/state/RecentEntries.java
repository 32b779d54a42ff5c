package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.schemas.StreamId;
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
    private final Map<Place, V> recent;

    /** @param entries of the current stream */
    RecentEntries(StreamContext context, Entries<K, V> entries, int most) {
        this.context = context;
        this.entries = entries;
        this.recent = new LeastRecentlyUsed<>(most);
    }

    /** Compared so often that the equality that the compiler writes for records is too slow. */
    private record Place(StreamId stream, Object key) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Place other
                    && key.equals(other.key)
                    && stream.deviceId().equals(other.stream.deviceId())
                    && stream.ownerId().equals(other.stream.ownerId());
        }

        @Override
        public int hashCode() {
            return 31 * stream.hashCode() + key.hashCode();
        }
    }

    @Override
    public V get(K key) {
        Place place = new Place(context.stream(), key);
        V known = recent.get(place);
        if (known != null) return known;
        V value = entries.get(key);
        if (value != null) recent.put(place, value);
        return value;
    }

    @Override
    public void put(K key, V value) {
        entries.put(key, value);
        Place place = new Place(context.stream(), key);
        if (Entries.isNothing(value)) recent.remove(place);
        else recent.put(place, value);
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
