package io.colloquy.speech.engine;

import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.onnx.Recognizer;
import io.colloquy.speech.onnx.SpeakerEmbeddingModel;
import io.colloquy.speech.onnx.Watchdog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recogniser and a speaker embedding model behind one batcher; mel frames are computed on threads of their own. */
final class OnnxTranscriber implements AutoCloseable {

    /** What it is made of, and owns. */
    record Owned(
            Recognizer recognizer,
            SpeakerEmbeddingModel embeddings,
            Watchdog watchdog,
            Shared<Integer, Cores>.Lease cores)
            implements AutoCloseable {
        /** Releases each, even where another can't be. */
        @Override
        public void close() {
            try (cores;
                    watchdog;
                    embeddings;
                    recognizer) {
                // that is all
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(OnnxTranscriber.class);

    private final Owned parts;
    private final String recognizerName;
    private final String embeddingsName;
    private final CoreQueue cores;
    private final ExecutorService features;
    private final Batcher<Clip, Transcription> batcher;
    private final AtomicInteger threads = new AtomicInteger();

    OnnxTranscriber(Owned parts, ExecutionPlan plan) {
        this.parts = parts;
        this.recognizerName = parts.recognizer().name();
        this.embeddingsName = parts.embeddings().name();
        this.cores = new CoreQueue(parts.cores().get());
        this.features = Executors.newFixedThreadPool(plan.threads(), this::featureThread);
        ClipRunner runner = new ClipRunner(parts.recognizer(), parts.embeddings(), cores, plan.main());
        this.batcher = new Batcher<>("speech-batch", plan.batching(), this::paddedFrames, runner::run);
    }

    private Thread featureThread(Runnable work) {
        Thread thread = new Thread(work, "speech-features-" + threads.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }

    /** Of both models. */
    String name() {
        return recognizerName + "+" + embeddingsName;
    }

    String recognizerName() {
        return recognizerName;
    }

    String embeddingsName() {
        return embeddingsName;
    }

    CompletableFuture<Transcription> transcribe(byte[] pcm, InferenceListener listener) {
        long asked = System.nanoTime();
        try {
            return CompletableFuture.supplyAsync(() -> clip(pcm, asked, listener), features)
                    .thenCompose(batcher::submit);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("the transcriber is closed", e));
        }
    }

    private Clip clip(byte[] pcm, long asked, InferenceListener listener) {
        try {
            return cores.use(1, () -> {
                float[] samples = Pcm16.floats(pcm);
                Duration audio = Duration.ofNanos(1_000L * Timeline.micros(samples.length));
                return new Clip(
                        parts.recognizer().features(samples),
                        parts.embeddings().features(samples),
                        new Clip.Asked(audio, asked, listener));
            });
        } catch (IllegalArgumentException e) {
            listener.failed(ModelRole.RECOGNIZER, Fault.CLIP);
            throw InferenceException.of(Fault.CLIP, ModelRole.RECOGNIZER, e.getMessage(), e);
        }
    }

    private int paddedFrames(Clip clip) {
        return parts.recognizer().paddedFrames(clip.speech());
    }

    /**
     * Fails what waits, ends what runs, then releases the models. Where a run does not end, the process is given up.
     */
    @Override
    public void close() {
        features.shutdown(); // what is queued still begins, and then finds all closed: no future is left open
        parts.watchdog().endAll();
        cores.close();
        Patience patience = Patience.of(parts.watchdog().patience());
        boolean batchesOver = batcher.close(patience);
        if (!patience.waitFor(features::awaitTermination)) LOG.error("features are still computed");
        if (!batchesOver) {
            parts.watchdog().giveUp();
            return; // a model that is released under a run takes the process down
        }
        parts.close();
    }
}
