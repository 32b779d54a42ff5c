package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.onnx.DemoSpeech;
import io.colloquy.speech.onnx.OnnxLibrary;
import io.colloquy.speech.onnx.SessionPlan.Kind;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the onnxruntime for GPUs, on a machine that has none: {@code .ci/gpu} runs it in the profile gpu. */
@Tag("gpu")
class GpuLibraryTest {

    @BeforeEach
    void expectTheLibraryForGpus() {
        assertThat(OnnxLibrary.providers()).contains(Kind.CUDA, Kind.TENSORRT);
    }

    private static SpeechRuntime models(String device) {
        InferenceSettings settings =
                InferenceSettings.of(new SettingsReader(Map.of("models.device", device), name -> null));
        return SpeechRuntime.acquire(DemoSpeech.FILES, settings, SpeechHost.ALONE);
    }

    @Test
    void cudaWithoutAGpuIsToldInASentence() {
        assumeTrue(Hardware.here().gpus() == 0, "there is a GPU");
        try (SpeechRuntime models = models("cuda:0")) {
            assertThatThrownBy(models::transcriber)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("models.device: cuda:0 can't be used here: ")
                    .hasMessageContaining("It needs an NVIDIA GPU with its driver")
                    .hasMessageEndingWith("or set models.device=cpu");
        }
    }

    /** Whatever the device: its steps are too small for a GPU. */
    @Test
    void detectsOnTheProcessor() {
        try (SpeechRuntime models = models("cuda:0")) {
            assertThat(models.detector().detect(DemoSpeech.clips().get(0).pcm()).isEmpty())
                    .isFalse();
        }
    }

    @Test
    void hearsOnTheProcessorWhereItMayChoose() {
        assumeTrue(Hardware.here().gpus() == 0, "there is a GPU");
        try (SpeechRuntime models = models("auto")) {
            assertThat(models.transcriber()
                            .transcribe(DemoSpeech.clips().get(0).pcm())
                            .join()
                            .words())
                    .isNotEmpty();
        }
    }
}
