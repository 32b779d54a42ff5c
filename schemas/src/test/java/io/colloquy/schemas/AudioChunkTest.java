package io.colloquy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AudioChunkTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final byte[] AUDIO = {10, 20, 30, 40};

    @Test
    void hasAKeyOfStartAndContentAlone() {
        AudioChunk one = chunk("one", Source.LIVE, Format.pcm(16_000, 1), AUDIO);
        AudioChunk other = chunk("other", Source.BACKFILL, Format.pcm(16_000, 1), AUDIO.clone());

        assertThat(other.key()).isEqualTo(one.key());
        assertThat(one.key().start()).isEqualTo(START);
    }

    @Test
    void tellsFormatsApartInItsKey() {
        assertThat(new Format[] {
                    Format.pcm(16_000, 1),
                    Format.pcm(16_000, 2),
                    Format.pcm(8_000, 1),
                    new Format(Codec.WAV, null, 1, null),
                    new Format(Codec.FLAC, null, 1, null),
                    Format.opus(16_000, 1, Framing.U32LE),
                    Format.opus(16_000, 1, Framing.OGG)
                })
                .extracting(format -> chunk("c", Source.LIVE, format, AUDIO).key())
                .doesNotHaveDuplicates();
    }

    @Test
    void digestsNamesEndedByNewlinesThenAudio() throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update("wav\n\n1\n\n".getBytes(StandardCharsets.UTF_8));
        sha.update(AUDIO);

        assertThat(new Format(Codec.WAV, null, 1, null).digest(AUDIO).hex())
                .isEqualTo(HexFormat.of().formatHex(sha.digest()));
    }

    @Test
    void tellsAProducerWhichRuleItBroke() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chunk("a b", Source.LIVE, Format.pcm(16_000, 1), AUDIO))
                .withMessageContaining("bad_field:chunk_id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Format.pcm(96_000, 1))
                .withMessageContaining("48000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chunk("c", Source.LIVE, Format.pcm(16_000, 1), new byte[0]))
                .withMessageContaining("empty_audio");
    }

    @Test
    void keepsAudioOutOfItsText() {
        assertThat(chunk("c", Source.LIVE, Format.pcm(16_000, 1), AUDIO).toString())
                .contains("chunk c of device")
                .doesNotContain("[B@");
    }

    private static AudioChunk chunk(String id, Source source, Format format, byte[] audio) {
        return new AudioChunk(id, new StreamId("device", "owner"), source, START, format, audio, null);
    }
}
