package io.colloquy.speech.engine;

import io.colloquy.speech.api.BatchLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What waits to be run, put together by padded size. A batch goes when it is full or when its oldest item has waited
 * long enough; of several, the one with the oldest item. Times are nanoseconds of any one clock. Not synchronized.
 */
final class BatchQueue<T> {
    private record Waiting<T>(T item, long since) {}

    private final BatchLimits limits;
    private final TreeMap<Integer, ArrayDeque<Waiting<T>>> bySize = new TreeMap<>();

    BatchQueue(BatchLimits limits) {
        this.limits = limits;
    }

    void add(T item, int paddedSize, long now) {
        bySize.computeIfAbsent(paddedSize, size -> new ArrayDeque<>()).add(new Waiting<>(item, now));
    }

    /** The next batch, all of one padded size, in the order in which its items came; empty where none is due. */
    List<T> poll(long now) {
        Integer due = null;
        for (Integer size : bySize.keySet())
            if (readyIn(size, now) <= 0 && (due == null || waited(size, now) > waited(due, now))) due = size;
        return due == null ? List.of() : take(due, capacity(due));
    }

    private List<T> take(int size, int most) {
        ArrayDeque<Waiting<T>> waiting = bySize.get(size);
        List<T> batch = new ArrayList<>(Math.min(most, waiting.size()));
        while (batch.size() < most && !waiting.isEmpty())
            batch.add(waiting.remove().item());
        if (waiting.isEmpty()) bySize.remove(size);
        return batch;
    }

    /** Nanoseconds until a batch is due, none or less where one is; {@link Long#MAX_VALUE} where nothing waits. */
    long readyIn(long now) {
        long soonest = Long.MAX_VALUE;
        for (Integer size : bySize.keySet()) soonest = Math.min(soonest, readyIn(size, now));
        return soonest;
    }

    private long readyIn(int size, long now) {
        if (bySize.get(size).size() >= capacity(size)) return 0;
        return limits.linger().toNanos() - waited(size, now);
    }

    private long waited(int size, long now) {
        return now - bySize.get(size).element().since();
    }

    private int capacity(int size) {
        return Math.max(1, limits.paddedSize() / Math.max(1, size));
    }

    /** Everything that waits, which then no longer does. */
    List<T> drain() {
        List<T> all = new ArrayList<>();
        for (Integer size : List.copyOf(bySize.keySet())) all.addAll(take(size, Integer.MAX_VALUE));
        return all;
    }
}
