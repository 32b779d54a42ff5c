package io.colloquy.speech.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeakerEmbeddingTest {

    @Test
    void vectorWithoutADirectionIsNoEmbedding() {
        assertThat(SpeakerEmbedding.of(new float[0])).isEqualTo(SpeakerEmbedding.NONE);
        assertThat(SpeakerEmbedding.of(new float[] {0, 0})).isEqualTo(SpeakerEmbedding.NONE);
        assertThat(SpeakerEmbedding.of(new float[] {1, Float.NaN})).isEqualTo(SpeakerEmbedding.NONE);
        assertThat(SpeakerEmbedding.of(new float[] {1, Float.POSITIVE_INFINITY}))
                .isEqualTo(SpeakerEmbedding.NONE);
        assertThat(SpeakerEmbedding.NONE.vector()).isEmpty();
    }

    @Test
    void greatestComponentIsAllSteps() {
        assertThat(SpeakerEmbedding.of(new float[] {3, -4, 0}).steps()).containsExactly(95, -127, 0);
        assertThat(SpeakerEmbedding.of(new float[] {Float.MIN_VALUE, 0}).steps())
                .containsExactly(127, 0);
        assertThat(SpeakerEmbedding.of(new float[] {-Float.MAX_VALUE, Float.MAX_VALUE})
                        .steps())
                .containsExactly(-127, 127);
    }

    @Test
    void vectorIsOfUnitLengthAndPointsWhereTheEmbeddingDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            float[] embedding = new float[128];
            double squares = 0;
            for (int j = 0; j < embedding.length; j++) {
                embedding[j] = (float) (7 * random.nextGaussian());
                squares += embedding[j] * embedding[j];
            }
            float[] vector = SpeakerEmbedding.of(embedding).vector();
            double length = 0;
            double cosine = 0;
            for (int j = 0; j < vector.length; j++) {
                length += vector[j] * vector[j];
                cosine += vector[j] * embedding[j] / Math.sqrt(squares);
            }
            assertThat(length).isCloseTo(1, within(1e-5));
            assertThat(Math.toDegrees(Math.acos(cosine))).isLessThan(1);
        }
    }

    @Test
    void embeddingOfItsOwnVectorIsTheSame() {
        SpeakerEmbedding embedding = SpeakerEmbedding.of(new float[] {0.31f, -0.2f, 0.05f, 0});
        assertThat(SpeakerEmbedding.of(embedding.vector())).isEqualTo(embedding).hasSameHashCodeAs(embedding);
        assertThat(embedding).isNotEqualTo(SpeakerEmbedding.of(new float[] {0.31f, -0.2f, 0.06f, 0}));
    }

    @Test
    void textDoesNotTellWhoItIs() {
        assertThat(SpeakerEmbedding.of(new float[] {0.31f, -0.2f})).hasToString("speaker embedding of 2 dimensions");
    }
}
