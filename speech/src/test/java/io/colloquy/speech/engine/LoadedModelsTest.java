package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.BatchLimits;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.onnx.DemoSpeech;
import io.colloquy.speech.onnx.ModelRuns;
import io.colloquy.speech.onnx.OnnxLibrary;
import io.colloquy.speech.onnx.Recognizer;
import io.colloquy.speech.onnx.SessionPlan;
import io.colloquy.speech.onnx.SpeakerEmbeddingModel;
import io.colloquy.speech.onnx.TestLoader;
import io.colloquy.speech.onnx.Watchdog;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LoadedModelsTest {

    /** Else each restart would leave another session behind. */
    @Test
    void deviceThatCannotBeHadIsToldBeforeAnyFileIsLoaded() {
        assumeThat(OnnxLibrary.providers()).isEmpty();
        InferenceSettings settings =
                InferenceSettings.of(new SettingsReader(Map.of("models.device", "cuda:0"), name -> null));
        LoadedModels models = new LoadedModels(new ModelFiles("none", "none", "none"), settings, OptionalInt.empty());

        assertThatThrownBy(() -> models.detector(TestLoader.watchdog(), ModelRuns.Around.NOTHING))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("models.device: ");
    }

    /** Another model of the process may hold the cores for as long as its own deadline lets it. */
    @Test
    @Timeout(30)
    void closingGivesNoProcessUpWhereABatchOnlyWaitsForCores() throws Exception {
        Queue<String> givenUp = new ConcurrentLinkedQueue<>();
        Cores cores = new Cores(2);
        ExecutionPlan plan =
                new ExecutionPlan("cpu", SessionPlan.onCpu(2), 1, new BatchLimits(8_000, Duration.ofMillis(1), 1));
        OnnxTranscriber transcriber = new OnnxTranscriber(
                new OnnxTranscriber.Owned(
                        TestLoader.recognizer(DemoSpeech.FILES.recognizer()),
                        TestLoader.embeddings(DemoSpeech.FILES.embedding()),
                        new Watchdog(Duration.ofSeconds(2), givenUp::add),
                        new Shared<Integer, Cores>(unused -> {}).acquire(1, () -> cores)),
                plan);
        CompletableFuture<Transcription> asked = cores.use(1, () -> {
            CompletableFuture<Transcription> answer =
                    transcriber.transcribe(DemoSpeech.clips().get(0).pcm(), new InferenceListener() {});
            while (Thread.getAllStackTraces().entrySet().stream().noneMatch(LoadedModelsTest::isBatchThatWaits))
                Thread.onSpinWait();
            transcriber.close();
            return answer;
        });

        assertThat(givenUp).isEmpty();
        assertThat(asked).isCompletedExceptionally();
    }

    private static boolean isBatchThatWaits(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getName().startsWith("speech-batch")
                && Stream.of(thread.getValue())
                        .anyMatch(call -> call.getMethodName().equals("acquire"));
    }

    @Test
    void releasesTheRestWhereOneModelCannotBeReleased() {
        Recognizer recognizer = TestLoader.recognizer(DemoSpeech.FILES.recognizer());
        SpeakerEmbeddingModel embeddings = TestLoader.embeddings(DemoSpeech.FILES.embedding());
        Shared<Integer, Cores> cores = new Shared<>(unused -> {});
        Shared<Integer, Cores>.Lease lease = cores.acquire(1, () -> new Cores(1));
        OnnxTranscriber.Owned owned = new OnnxTranscriber.Owned(recognizer, embeddings, TestLoader.watchdog(), lease);
        recognizer.close();

        assertThatThrownBy(owned::close).as("closed twice").isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(embeddings::close).as("closed before").isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(lease::get).hasMessageContaining("after it was closed");
    }
}
