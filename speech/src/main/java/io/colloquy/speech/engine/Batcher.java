package io.colloquy.speech.engine;

import io.colloquy.speech.api.BatchLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/**
 * Runs items of many callers in batches. An item fails alone: a batch that throws is run again item by item. The queue
 * has no bound of its own: each caller bounds what it has submitted.
 *
 * @param <I> what is run
 * @param <O> what comes of it
 */
final class Batcher<I, O> implements AutoCloseable {

    /** Runs a batch: one output for each input, in the same order. Called by several threads. */
    @FunctionalInterface
    interface Run<I, O> {
        List<O> apply(List<I> batch) throws Exception;
    }

    private record Entry<I, O>(I item, CompletableFuture<O> future) {}

    private final Run<I, O> run;
    private final ToIntFunction<I> paddedSize;
    private final BatchQueue<Entry<I, O>> queue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Thread> workers = new ArrayList<>();
    private boolean closed;

    /** @param paddedSize of an item; only items of one padded size share a batch */
    Batcher(String name, BatchLimits limits, ToIntFunction<I> paddedSize, Run<I, O> run) {
        this.run = run;
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
            queue.add(new Entry<>(item, future), paddedSize.applyAsInt(item), System.nanoTime());
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
        for (List<Entry<I, O>> batch = next(); !batch.isEmpty(); batch = next()) complete(batch);
    }

    /** Waits for a batch; an empty one ends the worker. */
    private List<Entry<I, O>> next() {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                List<Entry<I, O>> batch = queue.poll(now);
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

    private void complete(List<Entry<I, O>> batch) {
        try {
            List<O> outputs = run.apply(batch.stream().map(Entry::item).toList());
            if (outputs.size() != batch.size())
                throw new IllegalStateException(batch.size() + " items gave " + outputs.size() + " results");
            for (int i = 0; i < outputs.size(); i++) batch.get(i).future().complete(outputs.get(i));
        } catch (Throwable failure) { // an error too must reach whoever waits, not end the worker unseen
            if (batch.size() == 1) batch.get(0).future().completeExceptionally(failure);
            else batch.forEach(entry -> complete(List.of(entry)));
        }
    }

    /** Fails what waits and returns when no batch runs any more, even if the thread is interrupted meanwhile. */
    @Override
    public void close() {
        List<Entry<I, O>> waiting;
        lock.lock();
        try {
            closed = true;
            waiting = queue.drain();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        waiting.forEach(entry -> entry.future().completeExceptionally(closedError()));
        boolean interrupted = false;
        for (Thread worker : workers) interrupted |= joinInSpiteOfInterrupts(worker);
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** A model that is released under a running batch takes the process down, so there is no giving up here. */
    private static boolean joinInSpiteOfInterrupts(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
