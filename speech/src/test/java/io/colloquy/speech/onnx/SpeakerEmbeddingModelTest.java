package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpeakerEmbeddingModelTest {

    /** The clip's words are fine all the same. */
    @Test
    void clipOfWhichTheModelGivesNoNumberHasNoVoice() throws OrtException {
        float[] features = new float[100 * MelFrames.BANDS];
        Arrays.fill(features, Float.NaN);
        try (SpeakerEmbeddingModel model = SpeakerEmbeddingModel.load(Path.of(DemoSpeech.FILES.embedding()), 1)) {
            assertThat(model.embed(features)).isEqualTo(SpeakerEmbedding.NONE);
        }
    }
}
