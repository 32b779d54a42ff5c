package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.Intervals;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.onnx.DemoSpeech;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechRuntimeTest {
    private static final byte[] CLIP = DemoSpeech.clips().get(4).pcm();

    @Test
    void staysOpenForOthersUntilTheLastHasGone() {
        SpeechRuntime one = SpeechRuntime.acquire(DemoSpeech.FILES);
        SpeechRuntime other = SpeechRuntime.acquire(DemoSpeech.FILES);
        VoiceActivityDetector kept = other.detector();
        Transcriber keptTranscriber = other.transcriber();
        Transcriber gone = one.transcriber();
        one.detector();
        one.close();
        one.close();

        assertThat(kept.detect(CLIP)).isNotEqualTo(Intervals.NONE);
        assertThat(keptTranscriber.transcribe(CLIP).join().words()).isNotEmpty();
        assertThatThrownBy(() -> gone.transcribe(CLIP)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(one::detector).isInstanceOf(IllegalStateException.class);
        other.close();
        assertThatThrownBy(() -> kept.detect(CLIP)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void loadsAgainAfterTheLastHasGone() {
        for (int i = 0; i < 3; i++)
            try (SpeechRuntime runtime = SpeechRuntime.acquire(DemoSpeech.FILES)) {
                assertThat(runtime.transcriber().transcribe(CLIP).join().words())
                        .isNotEmpty();
            }
    }

    @Test
    void valueIsMadeForTheFirstUserAndClosedWithTheLast() {
        List<String> closed = new ArrayList<>();
        Shared<String, String> shared = new Shared<>(closed::add);
        Shared<String, String>.Lease first = shared.acquire("key", () -> "made");
        Shared<String, String>.Lease second = shared.acquire("key", () -> "made again");

        assertThat(second.get()).isEqualTo("made");
        first.close();
        first.close();
        assertThat(closed).isEmpty();
        second.close();
        assertThat(closed).containsExactly("made");
    }

    @Test
    void missingFileIsNamed() {
        ModelFiles files = new ModelFiles("nowhere/vad.onnx", "nowhere/recognizer.onnx", "nowhere/voiceprint.onnx");
        try (SpeechRuntime runtime = SpeechRuntime.acquire(files)) {
            assertThatThrownBy(runtime::detector)
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("models.vad: model file nowhere/vad.onnx")
                    .hasMessageContaining("Silero")
                    .hasMessageContaining("put such a file there");
            assertThatThrownBy(runtime::transcriber)
                    .hasMessageStartingWith("models.recognizer: model file nowhere/recognizer.onnx");
        }
    }

    @Test
    void fileOfAnotherLayoutIsNamed(@TempDir Path folder) throws Exception {
        ModelFiles swapped =
                new ModelFiles(DemoSpeech.FILES.recognizer(), DemoSpeech.FILES.embedding(), DemoSpeech.FILES.vad());
        Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "no model");
        ModelFiles broken = new ModelFiles(garbage.toString(), DemoSpeech.FILES.recognizer(), DemoSpeech.FILES.vad());
        try (SpeechRuntime runtime = SpeechRuntime.acquire(swapped);
                SpeechRuntime other = SpeechRuntime.acquire(broken)) {
            assertThatThrownBy(runtime::detector).hasMessageContaining("inputs [audio_signal, length]");
            assertThatThrownBy(runtime::transcriber).hasMessageContaining("NeMo CTC");
            assertThatThrownBy(other::detector)
                    .hasMessageContaining("garbage.onnx")
                    .hasMessageContaining("onnxruntime cannot load it (");
            assertThatThrownBy(other::transcriber)
                    .hasMessageStartingWith("models.voiceprint: ")
                    .hasMessageContaining("WeSpeaker");
        }
    }

    @Test
    void recogniserWithoutItsTokensIsRefused(@TempDir Path folder) throws Exception {
        Path lonely = Files.copy(Path.of(DemoSpeech.FILES.recognizer()), folder.resolve("lonely.onnx"));
        ModelFiles files = new ModelFiles("", lonely.toString(), DemoSpeech.FILES.embedding());
        try (SpeechRuntime runtime = SpeechRuntime.acquire(files)) {
            assertThatThrownBy(runtime::transcriber)
                    .hasMessageContaining("tokens.txt")
                    .hasMessageContaining("beside");
        }
    }
}
