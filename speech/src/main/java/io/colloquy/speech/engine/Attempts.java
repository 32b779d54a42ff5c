package io.colloquy.speech.engine;

import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.InferenceListener.Run;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.onnx.Guard;
import io.colloquy.speech.onnx.SessionPlan;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Runs one model on one thing, and tries again what may pass. All tries are one run, with one deadline.
 *
 * @param plan of where it runs
 * @param listener is told
 */
record Attempts(ModelRole role, SessionPlan plan, InferenceListener listener) {
    private static final int MOST_RETRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int PAUSE_GROWS_BY = 4;

    /** What is run. */
    record Load(int items, double paddedShare, Duration audio) {}

    /**
     * Runs it.
     *
     * @param guard of this run
     * @param load of more than one item is not tried again where there was no memory: it is to be cut
     * @throws InferenceException where there is no result
     */
    <T> T run(Guard guard, Load load, Supplier<T> work) {
        listener.began(role);
        try {
            for (int retries = 0; ; retries++) {
                try {
                    return timed(load, work);
                } catch (InferenceException e) {
                    if (guard.isLate()) listener.deadlineEnded(role);
                    if (!mayPass(e, load) || retries == MOST_RETRIES || guard.isLate()) throw e;
                    if (e.fault() == Fault.OVERLOAD) guard.shrinkArena(plan);
                    listener.retried(role);
                    pause(FIRST_PAUSE.toMillis() * (retries == 0 ? 1 : PAUSE_GROWS_BY));
                }
            }
        } finally {
            listener.ended(role);
        }
    }

    private static boolean mayPass(InferenceException problem, Load load) {
        return problem.isPassing() && (problem.fault() != Fault.OVERLOAD || load.items() == 1);
    }

    private <T> T timed(Load load, Supplier<T> work) {
        long begun = System.nanoTime();
        try {
            T result = work.get();
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            listener.ran(role, new Run(load.items(), load.paddedShare(), load.audio(), time));
            return result;
        } catch (ModelException e) {
            throw InferenceException.of(Fault.FATAL, role, e.getMessage(), e);
        } catch (InferenceException | CancellationException e) {
            throw e;
        } catch (OutOfMemoryError e) { // of direct buffers, mostly: there is less to hold for fewer clips
            throw InferenceException.of(
                    Fault.OVERLOAD, role, "there is no memory for a run (" + e.getMessage() + ")", e);
        } catch (RuntimeException e) { // what this program makes of a strange answer
            throw InferenceException.of(Fault.CLIP, role, "what the model gave can't be read (" + e + ")", e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted between two tries");
        }
    }
}
