package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.Timeline;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class DecodedAudioTest {
    private final AudioDecoders decoder = new AudioDecoders();

    @Test
    void cutsAChunkIntoPartsOf30Seconds() throws Exception {
        byte[] pcm = new byte[2 * (2 * Timeline.PART_SAMPLES + 7)];
        for (int i = 0; i < pcm.length; i++) pcm[i] = (byte) (i % 251);
        DecodedAudio decoded = DecodedAudio.of(pcm);

        assertThat(decoded.parts())
                .extracting(part -> part.length / 2)
                .containsExactly(Timeline.PART_SAMPLES, Timeline.PART_SAMPLES, 7);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : decoded.parts()) joined.write(part);
        assertThat(joined.toByteArray()).isEqualTo(pcm).isEqualTo(decoded.pcm());
    }

    @Test
    void doesNotCopyAChunkOfOnePart() {
        byte[] pcm = new byte[2 * Timeline.PART_SAMPLES];

        assertThat(DecodedAudio.of(pcm).parts()).singleElement().isSameAs(pcm);
    }

    @Test
    void cutsResampledAudioIntoPartsOf30SecondsToo() throws Exception {
        byte[] audio = new byte[2 * 8_000 * 61];
        DecodedAudio decoded = decoder.decode(audio, Format.pcm(8_000, 1), DurationLimits.CARRIED);

        assertThat(decoded.parts())
                .extracting(part -> part.length / 2)
                .containsExactly(Timeline.PART_SAMPLES, Timeline.PART_SAMPLES, 16_000);
        assertThat(decoded.samples()).isEqualTo(61 * 16_000);
    }

    @Test
    void leavesAnOddByteOutOfSeveralParts() {
        DecodedAudio decoded = DecodedAudio.of(new byte[2 * Timeline.PART_SAMPLES + 3]);

        assertThat(decoded.parts()).extracting(part -> part.length).containsExactly(2 * Timeline.PART_SAMPLES, 2);
        assertThat(decoded.samples()).isEqualTo(Timeline.PART_SAMPLES + 1);
    }
}
