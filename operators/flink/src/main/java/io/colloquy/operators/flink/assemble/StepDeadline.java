package io.colloquy.operators.flink.assemble;

import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.diarization.ClusteringInterruptedException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends a step that takes too long, where it tells voices apart. The task fails then, and begins again from its last checkpoint: a
 * result that depended on how fast a machine is would be another one elsewhere. Of the rest of a step nothing is ended.
 */
final class StepDeadline implements AutoCloseable {
    private static final long MOST_BETWEEN_LOOKS_MILLIS = 1_000;
    private static final int LOOKS = 4;

    private final Duration deadline;
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, StepDeadline::thread);
    private Thread working;
    private long since;
    private boolean late;

    StepDeadline(Duration deadline) {
        this.deadline = deadline;
        long period = Math.max(1, Math.min(MOST_BETWEEN_LOOKS_MILLIS, deadline.toMillis() / LOOKS));
        watch.scheduleAtFixedRate(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "assemble-watchdog");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws IllegalStateException names the setting, where the step was ended */
    <T> T within(Supplier<T> step) {
        begin();
        try {
            return step.get();
        } catch (ClusteringInterruptedException e) {
            throw isLate() ? new IllegalStateException(message(), e) : e;
        } finally {
            end();
        }
    }

    private String message() {
        return AssembleFunction.DEADLINE_KEY + ": a step of assembling took longer than "
                + InferenceException.text(deadline) + " and was ended while it told voices apart";
    }

    private synchronized void begin() {
        working = Thread.currentThread();
        since = System.nanoTime();
        late = false;
    }

    private synchronized void look() {
        if (working == null || late || System.nanoTime() - since < deadline.toNanos()) return;
        late = true;
        working.interrupt();
    }

    private synchronized boolean isLate() {
        return late;
    }

    /** An interrupt from here is for this step alone. */
    private synchronized void end() {
        working = null;
        if (late) Thread.interrupted();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
