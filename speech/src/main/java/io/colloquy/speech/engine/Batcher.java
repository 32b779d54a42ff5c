package io.colloquy.speech.engine;

import io.colloquy.speech.api.BatchLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Puts items of many callers into batches, and has these run. The queue has no bound of its own: each caller bounds what
 * it has submitted.
 *
 * @param <I> what is run
 * @param <O> what comes of it
 */
final class Batcher<I, O> {

    private final Consumer<List<Queued<I, O>>> runner;
    private final ToIntFunction<I> paddedSize;
    private final BatchQueue<Queued<I, O>> queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Thread> workers = new ArrayList<>();
    private boolean closed;

    /**
     * @param paddedSize of an item; only items of one padded size share a batch
     * @param runner completes the answer of each item; called by several threads
     */
    Batcher(String name, BatchLimits limits, ToIntFunction<I> paddedSize, Consumer<List<Queued<I, O>>> runner) {
        this.runner = runner;
        this.paddedSize = paddedSize;
        this.queue = new BatchQueue<>(limits);
        for (int i = 0; i < limits.inFlight(); i++) {
            Thread worker = new Thread(this::work, name + "-" + i);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /**
     * Hands an item in. What the caller hangs on the future runs on a worker: it must be brief.
     *
     * @return completes exceptionally where the item fails or the batcher is closed before its turn
     */
    CompletableFuture<O> submit(I item) {
        CompletableFuture<O> future = new CompletableFuture<>();
        lock.lock();
        try {
            if (closed) return CompletableFuture.failedFuture(closedError());
            queue.add(new Queued<>(item, future), paddedSize.applyAsInt(item), System.nanoTime());
            changed.signal();
        } finally {
            lock.unlock();
        }
        return future;
    }

    private static IllegalStateException closedError() {
        return new IllegalStateException("the batcher is closed");
    }

    private void work() {
        for (List<Queued<I, O>> batch = next(); !batch.isEmpty(); batch = next()) complete(batch);
    }

    /** Waits for a batch; an empty one ends the worker. */
    private List<Queued<I, O>> next() {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                List<Queued<I, O>> batch = queue.poll(now);
                if (!batch.isEmpty()) return batch;
                long wait = queue.readyIn(now);
                if (wait == Long.MAX_VALUE) changed.await();
                else changed.awaitNanos(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return List.of();
    }

    private void complete(List<Queued<I, O>> batch) {
        try {
            runner.accept(batch);
        } catch (Throwable failure) { // an error too must reach whoever waits, not end the worker unseen
            batch.forEach(pending -> pending.answer().completeExceptionally(failure));
        }
        batch.forEach(pending -> pending.answer()
                .completeExceptionally(new IllegalStateException("the batch is over, and left this item out")));
    }

    /**
     * Fails what waits, and waits for what runs.
     *
     * @param patience how long, at most
     * @return whether no batch runs any more
     */
    boolean close(Patience patience) {
        List<Queued<I, O>> waiting;
        lock.lock();
        try {
            closed = true;
            waiting = queue.drain();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        waiting.forEach(pending -> pending.answer().completeExceptionally(closedError()));
        return workers.stream().allMatch(patience::waitFor);
    }
}
