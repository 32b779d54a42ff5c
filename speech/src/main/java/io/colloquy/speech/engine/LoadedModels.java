package io.colloquy.speech.engine;

import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.onnx.ModelLoader;
import io.colloquy.speech.onnx.ModelRuns;
import io.colloquy.speech.onnx.Recognizer;
import io.colloquy.speech.onnx.RunLimit;
import io.colloquy.speech.onnx.SessionPlan;
import io.colloquy.speech.onnx.SileroVad;
import io.colloquy.speech.onnx.SpeakerEmbeddingModel;
import io.colloquy.speech.onnx.Watchdog;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which models, and how they run: equal for all who may share them.
 *
 * @param gpu the one that this process was given
 */
record LoadedModels(ModelFiles files, InferenceSettings settings, OptionalInt gpu) {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);
    /** Of this process, for all models in it that may use as many threads. */
    private static final Shared<Integer, Cores> CORES = new Shared<>(cores -> {});

    /** What follows from the settings on this machine. */
    ExecutionPlan plan() {
        return ExecutionPlan.of(settings, Hardware.here(), gpu);
    }

    /** Loads the detector. */
    OnnxDetector detector(Watchdog watchdog, ModelRuns.Around around) {
        ExecutionPlan plan = plan();
        SileroVad vad =
                load(ModelRole.VAD, files.vad(), OnnxDetector.PLAN, new Watched(watchdog, around), SileroVad::load);
        return new OnnxDetector(vad, watchdog, cores(plan));
    }

    /** Loads the transcriber. */
    OnnxTranscriber transcriber(Watchdog watchdog, ModelRuns.Around around) {
        ExecutionPlan plan = plan();
        LOG.info("{}", plan.sentence());
        Watched watched = new Watched(watchdog, around);
        Recognizer recognizer = load(ModelRole.RECOGNIZER, files.recognizer(), plan.main(), watched, Recognizer::load);
        SpeakerEmbeddingModel embeddings = orClose(
                recognizer,
                () -> load(ModelRole.VOICEPRINT, files.embedding(), plan.main(), watched, SpeakerEmbeddingModel::load));
        OnnxTranscriber.Owned owned = new OnnxTranscriber.Owned(recognizer, embeddings, watchdog, cores(plan));
        return orClose(owned, () -> new OnnxTranscriber(owned, plan));
    }

    /** What comes next; where it fails, what was loaded before is released. */
    private static <T> T orClose(AutoCloseable loaded, Supplier<T> next) {
        try {
            return next.get();
        } catch (Throwable e) { // an error too: what is native outlives it
            try {
                loaded.close();
            } catch (Exception another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    private static Shared<Integer, Cores>.Lease cores(ExecutionPlan plan) {
        return CORES.acquire(plan.threads(), () -> new Cores(plan.threads()));
    }

    private record Watched(Watchdog watchdog, ModelRuns.Around around) {}

    private <M> M load(
            ModelRole role, String file, SessionPlan where, Watched watched, BiFunction<Path, ModelLoader, M> load) {
        RunLimit limit = new RunLimit(role, settings.deadlines().of(role));
        ModelLoader loader = new ModelLoader(where, limit, watched.watchdog(), watched.around());
        return ModelException.naming(role.fileKey(), () -> load.apply(Path.of(file), loader));
    }
}
