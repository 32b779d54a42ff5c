package io.colloquy.speech.engine;

import io.colloquy.schemas.Intervals;
import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.onnx.ModelRuns;
import io.colloquy.speech.onnx.Watchdog;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * The models of this process. However many ask for the same files with the same settings, each model is loaded once, and
 * their clips share batches; it is released with the last user. A detector or transcriber is closed with the runtime
 * that gave it, or by itself before. Release ends calls that still run, and waits for them, for onnxruntime does not.
 */
public final class SpeechRuntime implements AutoCloseable {
    // The one piece of static state in the project: native models cannot be had once a subtask.
    private static final Shared<LoadedModels, OnnxDetector> DETECTORS = new Shared<>(OnnxDetector::close);
    private static final Shared<LoadedModels, OnnxTranscriber> TRANSCRIBERS = new Shared<>(OnnxTranscriber::close);

    private final LoadedModels models;
    private final SpeechHost host;
    private SharedDetector detector;
    private SharedTranscriber transcriber;
    private boolean closed;

    private SpeechRuntime(LoadedModels models, SpeechHost host) {
        this.models = models;
        this.host = host;
    }

    /** On what this machine has, for a process by itself. */
    public static SpeechRuntime acquire(ModelFiles files) {
        return acquire(files, InferenceSettings.DEFAULT, SpeechHost.ALONE);
    }

    /** A user's hold on the models; nothing is loaded before it is asked for. */
    public static SpeechRuntime acquire(ModelFiles files, InferenceSettings settings, SpeechHost host) {
        return new SpeechRuntime(new LoadedModels(files, settings, host.gpu()), host);
    }

    /**
     * The detector, loaded if nobody in the process has it.
     *
     * @throws ModelException where its file is missing or of another layout
     * @throws SettingsException where the device can't be had
     */
    public synchronized VoiceActivityDetector detector() {
        checkOpen();
        if (detector == null) {
            detector = new SharedDetector(DETECTORS.acquire(models, () -> loaded(models::detector)), host.listener());
            host.listener()
                    .ready(
                            ModelRole.VAD,
                            detector.lease.get().name(),
                            models.plan().detecting());
        }
        return detector;
    }

    /**
     * The transcriber, loaded if nobody in the process has it.
     *
     * @throws ModelException where a file is missing or of another layout
     * @throws SettingsException where the device can't be had
     */
    public synchronized Transcriber transcriber() {
        checkOpen();
        if (transcriber == null) {
            transcriber = new SharedTranscriber(
                    TRANSCRIBERS.acquire(models, () -> loaded(models::transcriber)), host.listener());
            OnnxTranscriber loaded = transcriber.lease.get();
            host.listener()
                    .ready(
                            ModelRole.RECOGNIZER,
                            loaded.recognizerName(),
                            models.plan().setup());
            host.listener()
                    .ready(
                            ModelRole.VOICEPRINT,
                            loaded.embeddingsName(),
                            models.plan().setup());
        }
        return transcriber;
    }

    private <M> M loaded(BiFunction<Watchdog, ModelRuns.Around, M> load) {
        Watchdog watchdog = new Watchdog(Watchdog.PATIENCE, host.fatal());
        try {
            return load.apply(watchdog, ModelRuns.Around.NOTHING);
        } catch (InferenceException e) {
            watchdog.close();
            if (e.fault() == Fault.DEVICE_LOST) host.fatal().because(e.getMessage() + ": another process may have it");
            throw e;
        } catch (RuntimeException | Error e) {
            watchdog.close();
            throw e;
        }
    }

    private void checkOpen() {
        if (closed) throw new IllegalStateException("the speech runtime is closed");
    }

    /**
     * Closes the detector and the transcriber that this runtime gave. Must not be called from a future of the latter.
     */
    @Override
    public synchronized void close() {
        closed = true;
        if (detector != null) detector.close();
        if (transcriber != null) transcriber.close();
    }

    private record SharedDetector(Shared<LoadedModels, OnnxDetector>.Lease lease, InferenceListener listener)
            implements VoiceActivityDetector {
        @Override
        public Intervals detect(byte[] pcm) {
            return lease.get().detect(pcm, listener);
        }

        @Override
        public String fingerprint() {
            return lease.get().fingerprint();
        }

        @Override
        public void close() {
            lease.close();
        }
    }

    private record SharedTranscriber(Shared<LoadedModels, OnnxTranscriber>.Lease lease, InferenceListener listener)
            implements Transcriber {
        @Override
        public String model() {
            return lease.get().name();
        }

        @Override
        public CompletableFuture<Transcription> transcribe(byte[] pcm) {
            return lease.get().transcribe(pcm, listener);
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
