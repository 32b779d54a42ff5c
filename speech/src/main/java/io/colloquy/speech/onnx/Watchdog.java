package io.colloquy.speech.onnx;

import io.colloquy.speech.api.GiveUp;
import io.colloquy.speech.api.InferenceException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends runs of models that take too long. Where a run does not end for all that, within {@link #patience}, the process
 * is given up: the thread is inside of native code, and nothing else gets it out.
 */
public final class Watchdog implements AutoCloseable {
    /** How long a run that was told to end may take to do so. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Its thread has nothing left to do, and needs but a turn. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Duration patience;
    private final GiveUp fatal;
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, Watchdog::thread);
    private final Set<Guard> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    public Watchdog(Duration patience, GiveUp fatal) {
        this.patience = patience;
        this.fatal = fatal;
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "speech-watchdog");
        thread.setDaemon(true);
        return thread;
    }

    /** A run begins now. */
    Guard begin(RunLimit limit) {
        Guard guard = new Guard(this, limit);
        running.add(guard);
        guard.watchedBy(alarms.schedule(() -> late(guard), limit.deadline().toNanos(), TimeUnit.NANOSECONDS));
        if (closing) guard.endUnwanted();
        return guard;
    }

    private void late(Guard guard) {
        if (guard.endLate())
            guard.watchedBy(alarms.schedule(() -> stuck(guard), patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void stuck(Guard guard) {
        if (!guard.isRunning()) return;
        RunLimit limit = guard.limit();
        fatal.because(InferenceException.late(limit.role(), limit.deadline(), null)
                        .getMessage() + ", but did not end within " + InferenceException.text(patience));
    }

    void forget(Guard guard) {
        running.remove(guard);
    }

    public Duration patience() {
        return patience;
    }

    /** Has everything end that runs, and what begins from now on. */
    public void endAll() {
        closing = true;
        running.forEach(Guard::endUnwanted);
    }

    /** For who waited for runs in vain after {@link #endAll}. */
    public void giveUp() {
        fatal.because("a model was still running " + InferenceException.text(patience) + " after it was told to end");
    }

    /** Watches no longer: its thread ends, too. */
    @Override
    public void close() {
        alarms.shutdownNow();
        try {
            alarms.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the thread ends soon all the same
        }
    }
}
