package io.colloquy.speech.engine;

import io.colloquy.schemas.Intervals;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechOptions;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.onnx.SileroVad;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * The models of this process. However many ask for the same files with the same options, each model is loaded once, and
 * their clips share batches; it is released with the last user. A detector or transcriber is closed with the runtime
 * that gave it, or by itself before. Release waits for calls that still run, for onnxruntime does not.
 */
public final class SpeechRuntime implements AutoCloseable {
    // The one piece of static state in the project: native models cannot be had once a subtask.
    private static final Shared<Key, SileroVad> DETECTORS = new Shared<>(SileroVad::close);
    private static final Shared<Key, OnnxTranscriber> TRANSCRIBERS = new Shared<>(OnnxTranscriber::close);

    private record Key(ModelFiles files, SpeechOptions options) {}

    private final Key key;
    private SharedDetector detector;
    private SharedTranscriber transcriber;
    private boolean closed;

    private SpeechRuntime(Key key) {
        this.key = key;
    }

    public static SpeechRuntime acquire(ModelFiles files) {
        return acquire(files, SpeechOptions.DEFAULT);
    }

    /** A user's hold on the models; nothing is loaded before it is asked for. */
    public static SpeechRuntime acquire(ModelFiles files, SpeechOptions options) {
        return new SpeechRuntime(new Key(files, options));
    }

    /**
     * The detector, loaded if nobody in the process has it.
     *
     * @throws ModelException where its file is missing or of another layout
     */
    public synchronized VoiceActivityDetector detector() {
        checkOpen();
        if (detector == null) detector = new SharedDetector(DETECTORS.acquire(key, this::loadDetector));
        return detector;
    }

    private SileroVad loadDetector() {
        return ModelException.naming(
                "models.vad", () -> SileroVad.load(Path.of(key.files().vad()), key.options()));
    }

    /**
     * The transcriber, loaded if nobody in the process has it.
     *
     * @throws ModelException where a file is missing or of another layout
     */
    public synchronized Transcriber transcriber() {
        checkOpen();
        if (transcriber == null)
            transcriber = new SharedTranscriber(
                    TRANSCRIBERS.acquire(key, () -> OnnxTranscriber.load(key.files(), key.options())));
        return transcriber;
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

    private record SharedDetector(Shared<Key, SileroVad>.Lease lease) implements VoiceActivityDetector {
        @Override
        public Intervals detect(byte[] pcm) {
            return lease.get().detect(pcm);
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

    private record SharedTranscriber(Shared<Key, OnnxTranscriber>.Lease lease) implements Transcriber {
        @Override
        public String model() {
            return lease.get().model();
        }

        @Override
        public CompletableFuture<Transcription> transcribe(byte[] pcm) {
            return lease.get().transcribe(pcm);
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
