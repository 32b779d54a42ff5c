package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.onnx.DemoSpeech;
import io.colloquy.speech.onnx.ModelRuns;
import io.colloquy.speech.onnx.OnnxLibrary;
import io.colloquy.speech.onnx.Recognizer;
import io.colloquy.speech.onnx.SpeakerEmbeddingModel;
import io.colloquy.speech.onnx.TestLoader;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

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
