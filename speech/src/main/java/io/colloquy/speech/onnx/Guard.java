package io.colloquy.speech.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import io.colloquy.speech.api.InferenceException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/**
 * Watches one run, which may call models many times: from {@link Watchdog#begin} to {@link #close}. After its deadline,
 * or when the models are closed, each call of a model ends as soon as the node that it is at does.
 */
public final class Guard implements AutoCloseable {
    private final Watchdog watchdog;
    private final RunLimit limit;
    private final RunOptions options;
    private Future<?> alarm;
    private boolean shrinking;
    private boolean late;
    private boolean closing;
    private boolean closed;

    Guard(Watchdog watchdog, RunLimit limit) {
        this.watchdog = watchdog;
        this.limit = limit;
        try {
            this.options = new RunOptions();
        } catch (OrtException e) {
            throw OrtFaults.of(e, limit.role());
        }
    }

    synchronized void watchedBy(Future<?> scheduled) {
        alarm = scheduled;
    }

    RunOptions options() {
        return options;
    }

    RunLimit limit() {
        return limit;
    }

    /** Has the next call give back what memory it can, when it ends. */
    public synchronized void shrinkArena(SessionPlan plan) {
        if (shrinking) return;
        shrinking = true;
        try {
            options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", plan.arena());
        } catch (OrtException e) {
            throw OrtFaults.of(e, limit.role());
        }
    }

    /** Whether the run was ended because it took too long. */
    public synchronized boolean isLate() {
        return late;
    }

    /** Ends the run because of its deadline. @return whether it was still running */
    synchronized boolean endLate() {
        if (closed) return false;
        late = true;
        terminate();
        return true;
    }

    /** Ends the run because nobody wants it any more. */
    synchronized void endUnwanted() {
        closing = true;
        if (!closed) terminate();
    }

    private void terminate() {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw OrtFaults.of(e, limit.role());
        }
    }

    synchronized boolean isRunning() {
        return !closed;
    }

    /** What a failure means that came of this run. */
    synchronized RuntimeException of(OrtException problem) {
        if (late) return InferenceException.late(limit.role(), limit.deadline(), problem);
        if (closing) return new CancellationException("the models were closed while they ran");
        return OrtFaults.of(problem, limit.role());
    }

    /** The run is over. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        if (alarm != null) alarm.cancel(false);
        watchdog.forget(this);
        options.close();
    }
}
