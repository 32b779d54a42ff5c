package io.colloquy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkCheckTest {
    private static final long NOW = 1_770_000_000_000L;
    private static final long TOLERANCE = 5 * 60_000L;
    private static final Format PCM = Format.pcm(16_000, 1);
    /** Says that it holds several frames, and that their number is zero. */
    private static final byte[] NO_OPUS = {2, 0, 0, 0, 0x4B, 0};

    private final ChunkCheck check = new ChunkCheck();

    private static AudioChunk chunk(long startMillis, Format format, byte[] audio) {
        return new AudioChunk("c", new StreamId("d", "d"), Source.SYNC, startMillis * 1000, format, audio, null);
    }

    private static AudioChunk second(long startMillis) {
        return chunk(startMillis, PCM, new byte[32_000]);
    }

    @Test
    void letsAClockBeFiveMinutesAheadAndNoMore() {
        assertThatCode(() -> check.rejected(List.of(second(NOW + TOLERANCE)), NOW))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check.rejected(List.of(second(NOW), second(NOW + TOLERANCE + 1)), NOW))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("bad_field:started_at"));
    }

    @Test
    void countsWhatNothingCanBeMadeOf() throws RejectedException {
        AudioChunk broken = chunk(NOW, Format.opus(16_000, 1, Framing.U32LE), NO_OPUS);

        assertThat(check.rejected(List.of(second(NOW), second(NOW)), NOW)).isZero();
        assertThat(check.rejected(List.of(broken, second(NOW), broken), NOW)).isEqualTo(2);
    }

    @Test
    void rejectsAFileThatIsTooShort() {
        assertThatThrownBy(() -> check.rejected(List.of(chunk(NOW, PCM, new byte[638])), NOW))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_short"));
    }

    @Test
    void rejectsAFileOfWhichNothingCanBeDecoded() {
        AudioChunk broken = chunk(NOW, Format.opus(16_000, 1, Framing.U32LE), NO_OPUS);

        assertThatThrownBy(() -> check.rejected(List.of(broken, broken), NOW))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("undecodable"));
    }
}
