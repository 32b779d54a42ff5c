package io.colloquy.speech.onnx;

import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.ModelRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Loads models as tests want them: on one thread, and each run is watched. */
public final class TestLoader {
    /** None of the runs of these tests takes as long. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private TestLoader() {}

    static ModelLoader of(ModelRole role) {
        return of(new RunLimit(role, DEADLINE), ModelRuns.Around.NOTHING);
    }

    static ModelLoader of(RunLimit limit, ModelRuns.Around around) {
        return new ModelLoader(SessionPlan.onCpu(1), limit, watchdog(), around);
    }

    public static Recognizer recognizer(String file) {
        return Recognizer.load(Path.of(file), of(ModelRole.RECOGNIZER));
    }

    public static SpeakerEmbeddingModel embeddings(String file) {
        return SpeakerEmbeddingModel.load(Path.of(file), of(ModelRole.VOICEPRINT));
    }

    /** A run that can't be ended would show in the log, and in a test that waits. */
    public static Watchdog watchdog() {
        return new Watchdog(Duration.ofSeconds(5), System.err::println);
    }

    static List<List<Word>> recognize(Recognizer recognizer, List<float[]> clips) {
        try (Guard guard = recognizer.begin()) {
            return recognizer.recognize(clips, guard);
        }
    }

    /** Frames to which recognisers of NeMo pad a clip. */
    public static int paddedFrames(byte[] pcm) {
        return NemoEncoder.paddedFrames(MelFrames.count(pcm.length / Short.BYTES));
    }

    static Intervals detect(SileroVad vad, byte[] pcm) {
        try (Guard guard = vad.begin()) {
            return vad.detect(pcm, guard);
        }
    }
}
