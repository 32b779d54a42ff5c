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
    /** For calls that give back memory; null until one is to. */
    private RunOptions shrinking;
    /** Whose memory the next call there gives back; empty where none does. */
    private String toShrink = "";

    private boolean late;
    private boolean closing;
    private boolean closed;

    Guard(Watchdog watchdog, RunLimit limit) {
        this.watchdog = watchdog;
        this.limit = limit;
        this.options = newOptions();
    }

    private RunOptions newOptions() {
        try {
            return new RunOptions();
        } catch (OrtException e) {
            throw OrtFaults.of(e, limit.role());
        }
    }

    synchronized void watchedBy(Future<?> scheduled) {
        alarm = scheduled;
    }

    /**
     * For the next call of a model.
     *
     * @param model where it runs; onnxruntime refuses to shrink an arena that a model does not have
     */
    synchronized RunOptions options(SessionPlan model) {
        if (!model.arena().equals(toShrink)) return options;
        toShrink = "";
        return shrinking;
    }

    RunLimit limit() {
        return limit;
    }

    /** Has the next call of a model that runs there give back what memory it can, when it ends; later calls do not. */
    public synchronized void shrinkArena(SessionPlan plan) {
        toShrink = plan.arena();
        if (shrinking != null) return;
        shrinking = newOptions();
        if (late || closing) terminate();
        try {
            shrinking.addRunConfigEntry("memory.enable_memory_arena_shrinkage", plan.arena());
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
            if (shrinking != null) shrinking.setTerminate(true);
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
        if (shrinking != null) shrinking.close();
    }
}
