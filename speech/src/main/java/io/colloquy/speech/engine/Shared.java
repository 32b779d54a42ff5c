package io.colloquy.speech.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Values that cost too much to have twice: made for the first user, closed with the last. */
final class Shared<K, V> {
    private final Consumer<V> closer;
    private final Map<K, Entry<V>> entries = new HashMap<>();

    Shared(Consumer<V> closer) {
        this.closer = closer;
    }

    /** The value of {@code key}, made if nobody uses it yet; others who want it wait meanwhile. */
    synchronized Lease acquire(K key, Supplier<V> maker) {
        Entry<V> entry = entries.get(key);
        if (entry == null) entries.put(key, entry = new Entry<>(maker.get()));
        entry.users++;
        return new Lease(key, entry.value);
    }

    /** Closing may wait for calls that still run, so it is done outside the lock. */
    private void release(K key) {
        V unused = null;
        synchronized (this) {
            Entry<V> entry = entries.get(key);
            if (--entry.users == 0) unused = entries.remove(key).value;
        }
        if (unused != null) closer.accept(unused);
    }

    private static final class Entry<V> {
        private final V value;
        private int users;

        Entry(V value) {
            this.value = value;
        }
    }

    /** One user's hold on a value. */
    final class Lease implements AutoCloseable {
        private final K key;
        private final V value;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Lease(K key, V value) {
            this.key = key;
            this.value = value;
        }

        V get() {
            if (ended.get()) throw new IllegalStateException("used after it was closed");
            return value;
        }

        /** Ends the hold; once more does nothing. */
        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) release(key);
        }
    }
}
