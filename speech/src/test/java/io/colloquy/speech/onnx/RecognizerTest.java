package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizerTest {

    @ParameterizedTest
    @CsvSource({
        "../models/recognizer.onnx, false",
        "../models/transducer/encoder.onnx, false",
        "src/test/resources/tdt/encoder.onnx, false",
        "src/test/resources/tdt/rounding.onnx, true",
    })
    void clipsShareABatchUnlessThatChangesThem(String file, boolean heedsCompany) {
        OnnxModel model = TestLoader.of(ModelRole.RECOGNIZER).load(Path.of(file), "");
        try (NemoEncoder encoder = new NemoEncoder(model, MelFrames.nemo())) {
            assertThat(encoder.heedsCompany()).isEqualTo(heedsCompany);
        }
    }

    /**
     * The demo's models, a transducer that says many things, and a model in which a batch rounds each clip by the
     * largest of all.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../models/recognizer.onnx",
                "../models/transducer/encoder.onnx",
                "src/test/resources/tdt/encoder.onnx",
                "src/test/resources/tdt/rounding.onnx"
            })
    void wordsAndConfidenceDoNotDependOnTheCompany(String file) throws Exception {
        try (Recognizer recognizer = Recognizer.load(Path.of(file), TestLoader.of(ModelRole.RECOGNIZER))) {
            for (long seed = 1; seed <= 5; seed++) assertCompanyChangesNothing(recognizer, seed);
        }
    }

    /** The model that rounds divides by 0 where a clip is all zeros. */
    private static boolean isHeard(Recognizer recognizer, float[] features) {
        try {
            TestLoader.recognize(recognizer, List.of(features));
            return true;
        } catch (InferenceException e) {
            assertThat(e).hasMessageContaining("gave no numbers");
            return false;
        }
    }

    private static void assertCompanyChangesNothing(Recognizer recognizer, long seed) throws Exception {
        List<float[]> clips = DemoSpeech.cuts(50, seed).stream()
                .map(pcm -> recognizer.features(Pcm16.floats(pcm)))
                .filter(features -> isHeard(recognizer, features))
                .toList();
        Map<float[], List<Word>> alone = new IdentityHashMap<>();
        for (float[] clip : clips)
            alone.put(clip, TestLoader.recognize(recognizer, List.of(clip)).get(0));
        Collection<List<float[]>> batches = clips.stream()
                .collect(Collectors.groupingBy(recognizer::paddedFrames))
                .values();

        assertThat(batches).anyMatch(batch -> batch.size() > 2);
        assertThat(alone.values()).anyMatch(words -> words.size() > 2);
        for (List<float[]> batch : batches) {
            Collections.shuffle(batch, new Random(seed));
            List<List<Word>> together = TestLoader.recognize(recognizer, batch);
            for (int i = 0; i < batch.size(); i++) assertThat(together.get(i)).isEqualTo(alone.get(batch.get(i)));
        }
    }
}
