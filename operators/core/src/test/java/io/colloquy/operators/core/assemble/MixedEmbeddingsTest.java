package io.colloquy.operators.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.speech.diarization.Voice;
import io.colloquy.speech.diarization.VoiceClustering;
import io.colloquy.speech.diarization.VoiceClusters;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedEmbeddingsTest {

    /** A model's speaker embeddings are as long as each other; the first one tells which model's are compared. */
    @Test
    void aVoiceOfAnotherModelJoinsTheOneBeforeIt() {
        VoiceClusters clusters = MixedEmbeddings.cluster(
                VoiceClustering.OF_UTTERANCES, List.of(voice(), voice(1, 0), voice(0, 0, 1), voice(0, 1), voice(0, 1)));
        assertThat(clusters.labels()).containsExactly(0, 0, 0, 1, 1);
        assertThat(clusters.centroids()).extracting(Voice::seconds).containsExactly(6.0, 4.0);
    }

    private static Voice voice(float... vector) {
        return new Voice(vector, 2);
    }
}
