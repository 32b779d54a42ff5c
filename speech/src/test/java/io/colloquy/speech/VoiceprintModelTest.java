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
            assertThat(model.embed(features)).isEmpty();
        }
    }

    @Test
    void vectorWithoutADirectionIsNoVoiceprint() {
        assertThat(VoiceprintModel.unit(new float[] {0, 0})).isEmpty();
        assertThat(VoiceprintModel.unit(new float[] {1, Float.NaN})).isEmpty();
        assertThat(VoiceprintModel.unit(new float[] {1, Float.POSITIVE_INFINITY}))
                .isEmpty();
        assertThat(VoiceprintModel.unit(new float[] {3, -4})).containsExactly(.6f, -.8f);
    }
}
