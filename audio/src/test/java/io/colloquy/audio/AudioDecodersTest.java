package io.colloquy.audio;

import static io.colloquy.samples.SampleSounds.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.samples.FlacSample;
import io.colloquy.samples.OggSample;
import io.colloquy.samples.SampleSounds;
import io.colloquy.samples.WavSample;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file on disk is heard as the same bytes in memory are. */
class AudioDecodersTest {
    private static final Format WAV = new Format(Codec.WAV, null, 1, null);
    private static final Format FLAC = new Format(Codec.FLAC, null, 1, null);
    private static final Format OGG = new Format(Codec.OPUS, null, 1, Framing.OGG);

    @TempDir
    Path folder;

    private final AudioDecoders decoders = new AudioDecoders();

    @ParameterizedTest
    @CsvSource({"16000, 1, 75", "44100, 2, 61", "8000, 1, 30", "48000, 1, 0.5"})
    void decodesAWavFileOnDiskPartByPart(int rate, int channels, double seconds) throws Exception {
        assertDecodesAlike(WavSample.of(rate, channels, tone(rate, channels, seconds)), WAV);
    }

    @Test
    void decodesAFlacFileThatIsLargerThanItsWindow() throws Exception {
        Random random = new Random(7);
        FlacSample file = new FlacSample(16_000, 1, 16);
        for (int i = 0; i < 50; i++) {
            int[] noise = random.ints(65_000, -30_000, 30_000).toArray();
            file.frame(new int[][] {noise}, 0, FlacSample.Kind.VERBATIM, 0);
        }
        assertThat(file.bytes()).hasSizeGreaterThan(6_000_000);
        assertDecodesAlike(file.bytes(), FLAC);
    }

    @Test
    void rejectsAnOggFileThatNoArrayHolds() throws Exception {
        Path file = folder.resolve("large.ogg");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Integer.MAX_VALUE);
        }

        assertThatThrownBy(() -> decoders.decode(file, OGG, part -> {}))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_long"))
                .hasMessageContaining("2 GB");
    }

    @Test
    void decodesAShortFlacFile() throws Exception {
        assertDecodesAlike(FlacSample.of(24_000, 2, tone(24_000, 2, 3)), FLAC);
    }

    @Test
    void decodesAnOggFile() throws Exception {
        List<byte[]> packets = SampleSounds.opusPackets(16_000, 1, tone(16_000, 1, 33));
        assertDecodesAlike(OggSample.of(packets, 312, -1), OGG);
    }

    private void assertDecodesAlike(byte[] bytes, Format format) throws IOException, RejectedException {
        Path file = Files.write(folder.resolve("file"), bytes);
        List<byte[]> parts = new ArrayList<>();

        decoders.decode(file, format, parts::add);

        assertThat(parts)
                .containsExactlyElementsOf(
                        decoders.decode(bytes, format, DurationLimits.STORED).parts());
        assertThat(parts.subList(0, parts.size() - 1))
                .allMatch(part -> part.length == Timeline.PART_SAMPLES * Short.BYTES);
    }

    @Test
    void refusesWhatIsTooShortOrNoSuchFile() throws IOException {
        Path brief = Files.write(folder.resolve("brief"), WavSample.of(16_000, 1, new short[319]));
        Path other = Files.write(folder.resolve("other"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> decoders.decode(brief, WAV, part -> {}))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_short"));
        for (Format format : List.of(WAV, FLAC, OGG)) {
            assertThatThrownBy(() -> decoders.decode(other, format, part -> {}))
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.reason()).isEqualTo("undecodable"));
        }
        assertThatThrownBy(() -> decoders.decode(folder.resolve("none"), WAV, part -> {}))
                .isInstanceOf(NoSuchFileException.class);
    }
}
