package io.colloquy.speech;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VoiceprintModelTest {

    /** The clip's words are fine all the same. */
    @Test
    void clipOfWhichTheModelGivesNoNumberHasNoVoice() throws OrtException {
        float[] features = new float[100 * MelFrames.BANDS];
        Arrays.fill(features, Float.NaN);
        try (VoiceprintModel model = VoiceprintModel.load(Path.of(DemoSpeech.FILES.voiceprint()), 1)) {
            assertThat(model.embed(features)).isEqualTo(Voiceprint.NONE);
        }
    }
}
