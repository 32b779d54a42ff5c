package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Pcm16;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.onnx.SessionPlan.Kind;
import io.colloquy.speech.onnx.SessionPlan.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final SessionPlan PROCESSOR = SessionPlan.onCpu(1);
    private static final SessionPlan GPU =
            new SessionPlan(List.of(new Provider(Kind.CUDA, Map.of("device_id", "0"))), 1);

    @Test
    void nextCallOfAModelThereShrinksItsArenaAndNoOther() {
        try (Watchdog watchdog = TestLoader.watchdog();
                Guard guard = watchdog.begin(new RunLimit(ModelRole.RECOGNIZER, Duration.ofSeconds(60)))) {
            var usual = guard.options(GPU);
            guard.shrinkArena(GPU);

            assertThat(guard.options(PROCESSOR)).as("a step on the processor").isSameAs(usual);
            assertThat(guard.options(GPU)).isNotSameAs(usual);
            assertThat(guard.options(GPU)).as("once").isSameAs(usual);
            guard.shrinkArena(GPU);
            assertThat(guard.options(GPU)).as("asked for again").isNotSameAs(usual);
        }
    }

    /** onnxruntime answers INVALID_ARGUMENT for an arena that it does not know. */
    @Test
    void modelOnTheProcessorIsNotAskedToShrinkTheArenaOfAGpu() {
        byte[] pcm = DemoSpeech.clips().get(0).pcm();
        try (Recognizer recognizer =
                        Recognizer.load(Path.of(DemoSpeech.FILES.recognizer()), TestLoader.of(ModelRole.RECOGNIZER));
                Guard guard = recognizer.begin()) {
            guard.shrinkArena(GPU);

            assertThat(recognizer
                            .recognize(List.of(recognizer.features(Pcm16.floats(pcm))), guard)
                            .get(0))
                    .isNotEmpty();
        }
    }
}
