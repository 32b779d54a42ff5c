package io.colloquy.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Word;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

class NemoCtcRecognizerTest {
    private static final Recognizer RECOGNIZER = Recognizer.load(Path.of(DemoSpeech.FILES.recognizer()), 1);

    @AfterContainer
    static void close() {
        RECOGNIZER.close();
    }

    @Property(tries = 10)
    void wordsAndConfidenceDoNotDependOnTheCompany(@ForAll long seed) throws Exception {
        List<float[]> clips = DemoSpeech.cuts(50, seed).stream()
                .map(pcm -> RECOGNIZER.features(Pcm16.read(pcm)))
                .toList();
        Map<float[], List<Word>> alone = new HashMap<>();
        for (float[] clip : clips)
            alone.put(clip, RECOGNIZER.recognize(List.of(clip)).get(0));
        Collection<List<float[]>> batches = clips.stream()
                .collect(Collectors.groupingBy(RECOGNIZER::paddedFrames))
                .values();

        assertThat(batches).anyMatch(batch -> batch.size() > 2);
        for (List<float[]> batch : batches) {
            Collections.shuffle(batch, new Random(seed));
            List<List<Word>> together = RECOGNIZER.recognize(batch);
            for (int i = 0; i < batch.size(); i++) assertThat(together.get(i)).isEqualTo(alone.get(batch.get(i)));
        }
    }
}
