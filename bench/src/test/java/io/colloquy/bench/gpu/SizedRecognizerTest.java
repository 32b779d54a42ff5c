package io.colloquy.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.gpu.SizedRecognizer.Size;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.engine.SpeechRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizedRecognizerTest {
    private static final Path VOICEPRINT = Path.of("..", "models", "voiceprint.onnx");

    @TempDir
    private Path folder;

    /** Small, and in numbers that processors know. */
    @Test
    void isARecognizer() throws Exception {
        Path model = SizedRecognizer.write(folder, new Size(32, 2, 4, false));
        ModelFiles files = new ModelFiles("", model.toString(), VOICEPRINT.toString());
        try (SpeechRuntime models = SpeechRuntime.acquire(files, InferenceSettings.DEFAULT, SpeechHost.ALONE)) {
            assertThat(models.transcriber().transcribe(new byte[64_000])).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void hasTheSizeOfARealOne() throws Exception {
        SizedRecognizer.write(folder, new Size(1_024, 1, 8, true));
        long one = Files.size(folder.resolve("model.onnx.data"));
        SizedRecognizer.write(folder, new Size(1_024, 2, 8, true));
        long layer = Files.size(folder.resolve("model.onnx.data")) - one;

        assertThat((one + 23 * layer) / Short.BYTES).isBetween(540_000_000L, 620_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 15360", "-2, -16384", "0.5, 14336", "0.099975586, 11878", "1e-9, 0"})
    void numbersOfSixteenBitsAreThoseOfIeee(float value, short bits) {
        assertThat(Half.of(value)).isEqualTo(bits);
    }
}
