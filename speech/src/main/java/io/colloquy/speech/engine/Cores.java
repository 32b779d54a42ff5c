package io.colloquy.speech.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many threads of this process may compute for models at once. Whoever waits longest is next, so that no stage
 * starves another. Nobody asks for more while holding some.
 */
final class Cores {
    private final Semaphore free;

    Cores(int count) {
        free = new Semaphore(count, true);
    }

    /**
     * Works once so many are free, and holds them meanwhile.
     *
     * @throws CancellationException where the thread is interrupted while it waits
     */
    <T> T use(int threads, Supplier<T> work) {
        try {
            free.acquire(threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for a core");
        }
        try {
            return work.get();
        } finally {
            free.release(threads);
        }
    }
}
