package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpeakerEmbeddingModelTest {
    private static final SpeakerEmbeddingModel MODEL =
            SpeakerEmbeddingModel.load(Path.of(DemoSpeech.FILES.embedding()), TestLoader.of(ModelRole.VOICEPRINT));

    @Test
    void clipOfWhichTheModelGivesNoNumberIsAtFault() {
        float[] features = new float[100 * MelFrames.BANDS];
        Arrays.fill(features, Float.NaN);
        try (Guard guard = MODEL.begin()) {
            assertThatThrownBy(() -> MODEL.embed(features, guard))
                    .isInstanceOfSatisfying(
                            InferenceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CLIP))
                    .hasMessage("models.voiceprint: the model gave no numbers");
        }
    }

    @Test
    void shortClipHasNoVoice() {
        try (Guard guard = MODEL.begin()) {
            assertThat(MODEL.embed(new float[39 * MelFrames.BANDS], guard)).isEqualTo(SpeakerEmbedding.NONE);
        }
    }
}
