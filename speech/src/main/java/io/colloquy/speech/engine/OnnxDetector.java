package io.colloquy.speech.engine;

import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.onnx.Guard;
import io.colloquy.speech.onnx.SessionPlan;
import io.colloquy.speech.onnx.SileroVad;
import io.colloquy.speech.onnx.Watchdog;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A voice activity detector that many threads share. It runs on processors: its steps are too small for a GPU. */
final class OnnxDetector implements AutoCloseable {
    static final SessionPlan PLAN = SessionPlan.onCpu(1);

    private final SileroVad vad;
    private final Watchdog watchdog;
    private final Shared<Integer, Cores>.Lease cores;
    private final CoreQueue queue;
    /** Detecting holds the read lock, so that closing waits for it: onnxruntime itself does not. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    /** Owns all of them. */
    OnnxDetector(SileroVad vad, Watchdog watchdog, Shared<Integer, Cores>.Lease cores) {
        this.vad = vad;
        this.watchdog = watchdog;
        this.cores = cores;
        this.queue = new CoreQueue(cores.get());
    }

    String name() {
        return vad.name();
    }

    String fingerprint() {
        return vad.fingerprint();
    }

    Intervals detect(byte[] pcm, InferenceListener listener) {
        long asked = System.nanoTime();
        use.readLock().lock();
        try {
            if (closed) throw new IllegalStateException("the voice activity detector is closed");
            return queue.use(PLAN.threads(), () -> {
                listener.waited(ModelRole.VAD, Duration.ofNanos(System.nanoTime() - asked));
                return run(pcm, listener);
            });
        } catch (InferenceException e) {
            listener.failed(ModelRole.VAD, e.fault());
            throw e;
        } finally {
            use.readLock().unlock();
        }
    }

    private Intervals run(byte[] pcm, InferenceListener listener) {
        try (Guard guard = vad.begin()) {
            return new Attempts(ModelRole.VAD, PLAN, listener)
                    .run(guard, new Attempts.Load(1, 0, length(pcm)), () -> vad.detect(pcm, guard));
        }
    }

    private static Duration length(byte[] pcm) {
        if (pcm.length % Short.BYTES != 0)
            throw InferenceException.of(Fault.CLIP, ModelRole.VAD, "the part was cut within a sample", null);
        return Duration.ofNanos(1_000L * Timeline.micros(Pcm16.samples(pcm)));
    }

    /** Ends what runs, then releases the model; where that does not end, the process is given up. */
    @Override
    public void close() {
        watchdog.endAll();
        queue.close();
        boolean free = Patience.of(watchdog.patience()).waitFor(use.writeLock()::tryLock);
        if (!free) {
            watchdog.giveUp();
            return; // a model that is released under a run takes the process down
        }
        try {
            if (closed) return;
            closed = true;
            release();
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Each, even where another can't be. */
    private void release() {
        try (cores;
                watchdog;
                vad) {
            // that is all
        }
    }
}
