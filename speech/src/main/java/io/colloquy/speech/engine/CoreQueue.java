package io.colloquy.speech.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Those of one owner who wait for cores. All leave when it closes: others may hold the cores for longer than whoever
 * closes is patient.
 */
final class CoreQueue implements AutoCloseable {
    private final Cores cores;
    private final Set<Thread> waiting = new HashSet<>();
    private boolean closed;

    CoreQueue(Cores cores) {
        this.cores = cores;
    }

    /**
     * Works once so many are free, and holds them meanwhile.
     *
     * @throws CancellationException where the queue is closed, or the thread interrupted, before it is its turn
     */
    <T> T use(int threads, Supplier<T> work) {
        enter();
        try {
            return cores.use(threads, () -> {
                leave();
                return work.get();
            });
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        if (closed) throw new CancellationException("closed before there was a core for it");
        waiting.add(Thread.currentThread());
    }

    /** An interrupt from here is for this wait alone. */
    private synchronized void leave() {
        if (waiting.remove(Thread.currentThread()) && closed) Thread.interrupted();
    }

    /** Interrupts those who wait, and none who works. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(Thread::interrupt);
    }
}
