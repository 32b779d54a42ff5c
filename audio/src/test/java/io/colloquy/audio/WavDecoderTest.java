package io.colloquy.audio;

import static io.colloquy.samples.SampleSounds.shorts;
import static io.colloquy.samples.SampleSounds.tone;
import static io.colloquy.schemas.Pcm16.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.samples.WavSample;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.RejectedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavDecoderTest {
    private static final short[] TONE = tone(16_000, 1, 0.5);
    private static final byte[] PCM = bytes(TONE);

    private final AudioDecoders decoder = new AudioDecoders();

    @Test
    void readsEachSampleFormat() throws Exception {
        ByteBuffer samples = ByteBuffer.allocate(4 * TONE.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : TONE) samples.putInt(sample << 16 | 0x1234);
        byte[] s32 = samples.array();
        byte[] s24 = new byte[3 * TONE.length];
        byte[] f32 = new byte[4 * TONE.length];
        byte[] u8 = new byte[TONE.length];
        for (int i = 0; i < TONE.length; i++) {
            System.arraycopy(s32, 4 * i + 1, s24, 3 * i, 3);
            ByteBuffer.wrap(f32).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * i, TONE[i] / 32_768f);
            u8[i] = (byte) ((TONE[i] >> 8) + 128);
        }

        assertThat(heard(WavSample.PCM, 16, PCM)).isEqualTo(TONE);
        assertThat(heard(WavSample.PCM, 24, s24)).isEqualTo(TONE);
        assertThat(heard(WavSample.PCM, 32, s32)).isEqualTo(TONE);
        assertThat(heard(WavSample.FLOAT, 32, f32)).isEqualTo(TONE);
        short[] coarse = heard(WavSample.PCM, 8, u8);
        for (int i = 0; i < TONE.length; i++) assertThat(coarse[i]).isEqualTo((short) (TONE[i] & 0xFF00));
    }

    @Test
    void readsTheLevelsOfG711() throws Exception {
        byte[] codes = new byte[320];
        byte[] known = {(byte) 0x80, (byte) 0x00, (byte) 0xFF, (byte) 0x7F, (byte) 0x8F, (byte) 0xF0, (byte) 0xEF};
        System.arraycopy(known, 0, codes, 0, known.length);

        short[] expected = {32124, -32124, 0, 0, 16764, 120, 132};
        assertThat(Arrays.copyOf(heard(WavSample.MULAW, 8, codes), known.length))
                .isEqualTo(expected);
        Format raw = new Format(Codec.MULAW, 16_000, 1, null);
        short[] withoutHeader =
                shorts(decoder.decode(codes, raw, DurationLimits.CARRIED).pcm());
        assertThat(Arrays.copyOf(withoutHeader, known.length)).isEqualTo(expected);
    }

    @Test
    void readsUnsignedBytesWithoutAHeader() throws Exception {
        byte[] samples = new byte[640];
        Arrays.fill(samples, (byte) 128);
        samples[0] = 0;
        samples[2] = (byte) 255;

        Format stereo = new Format(Codec.PCM_U8, 16_000, 2, null);
        assertThat(shorts(
                        decoder.decode(samples, stereo, DurationLimits.CARRIED).pcm()))
                .hasSize(320)
                .startsWith(-16_384, 127 * 128, 0);
    }

    @ParameterizedTest
    @CsvSource({"8000,1", "11025,2", "22050,1", "44100,2", "48000,2"})
    void believesTheFileRatherThanTheRecord(int rate, int channels) throws Exception {
        byte[] file = WavSample.of(rate, channels, tone(rate, channels, 1));
        Format claimed = new Format(Codec.WAV, 16_000, 3 - channels, null);

        DecodedAudio decoded = decoder.decode(file, claimed, DurationLimits.CARRIED);

        assertThat(decoded.samples()).isEqualTo(16_000);
        short[] expected = tone(16_000, 1, 1);
        short[] actual = shorts(decoded.pcm());
        for (int i = 200; i < 15_800; i++) assertThat((int) actual[i]).isBetween(expected[i] - 4, expected[i] + 4);
    }

    @Test
    void takesChunksInAnyOrderAndPassesOverUnknownOnes() throws Exception {
        byte[] file = new WavSample()
                .chunk("LIST", new byte[7])
                .chunk("data", PCM)
                .chunk("fact", new byte[4])
                .format(WavSample.PCM, 16_000, 1, 16)
                .chunk("id3 ", new byte[100])
                .bytes();

        assertThat(heard(file)).isEqualTo(TONE);
    }

    @Test
    void readsWaveFormatExtensible() throws Exception {
        byte[] file = new WavSample()
                .extensible(WavSample.PCM, 16_000, 1, 16)
                .chunk("data", PCM)
                .bytes();

        assertThat(heard(file)).isEqualTo(TONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 8, 1_000, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void countsWhatIsThereWhateverTheLengthSays(int claimed) throws Exception {
        byte[] file = new WavSample()
                .format(WavSample.PCM, 16_000, 1, 16)
                .chunk("data", PCM, claimed)
                .bytes();

        assertThat(heard(file)).isEqualTo(TONE);
    }

    @Test
    void countsATruncatedFileAsFarAsItGoes() throws Exception {
        byte[] file = WavSample.of(16_000, 1, TONE);

        assertThat(heard(Arrays.copyOf(file, file.length / 2 + 1)))
                .isEqualTo(Arrays.copyOf(TONE, TONE.length / 2 - 11));
    }

    @Test
    void countsDataWithoutALengthThoughItBeginsLikeAChunk() throws Exception {
        short[] text = TONE.clone();
        Arrays.fill(text, 0, 8, (short) 0x4141);
        byte[] file = new WavSample()
                .format(WavSample.PCM, 16_000, 1, 16)
                .chunk("data", bytes(text), 0)
                .bytes();

        assertThat(heard(file)).isEqualTo(text);
    }

    @Test
    void passesOverEmptyDataBeforeItsFormat() throws Exception {
        byte[] file = new WavSample()
                .chunk("data", new byte[0])
                .format(WavSample.PCM, 16_000, 1, 16)
                .chunk("data", PCM)
                .bytes();

        assertThat(heard(file)).isEqualTo(TONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "id3 ", " ~~ "})
    void endsDataOfOddLengthBeforeTheNextChunk(String next) throws Exception {
        byte[] file = new WavSample()
                .format(WavSample.PCM, 16_000, 1, 8)
                .chunk("data", new byte[641])
                .chunk(next, new byte[0])
                .bytes();

        assertThat(heard(file)).hasSize(641);
    }

    /** A length that was never right; but what is less than a chunk's header is no sound. */
    @Test
    void goesOnBehindDataThatNoChunkFollows() throws Exception {
        for (byte[] next : new byte[][] {{'A', 'B', 0x1F, 'C'}, {'A', 0x7F, 'B', 'C'}}) {
            byte[] rest = Arrays.copyOf(next, 8);
            byte[] file = new WavSample()
                    .format(WavSample.PCM, 16_000, 1, 8)
                    .chunk("data", new byte[648], 640)
                    .bytes();
            System.arraycopy(rest, 0, file, file.length - 8, 8);
            assertThat(heard(file)).hasSize(648);
            assertThat(heard(Arrays.copyOf(file, file.length - 1))).hasSize(640);
        }
    }

    @ParameterizedTest
    @CsvSource({"14, too short", "15, too short", "25, format 65534"})
    void refusesAFormatThatIsCutShort(int length, String problem) {
        byte[] extensible =
                new WavSample().extensible(WavSample.PCM, 16_000, 1, 16).bytes();
        byte[] format = Arrays.copyOfRange(extensible, 20, 20 + length);
        byte[] file = new WavSample().chunk("fmt ", format).chunk("data", PCM).bytes();

        assertThatThrownBy(() -> heard(file)).hasMessageContaining(problem);
    }

    @Test
    void readsTheShortestExtensibleFormat() throws Exception {
        byte[] extensible =
                new WavSample().extensible(WavSample.PCM, 16_000, 1, 16).bytes();
        byte[] format = Arrays.copyOfRange(extensible, 20, 20 + 26);

        assertThat(heard(
                        new WavSample().chunk("fmt ", format).chunk("data", PCM).bytes()))
                .isEqualTo(TONE);
    }

    @Test
    void hearsWhatIsNoNumberAsSilence() throws Exception {
        ByteBuffer samples = ByteBuffer.allocate(4 * 320).order(ByteOrder.LITTLE_ENDIAN);
        samples.putFloat(0, Float.NaN).putFloat(4, Float.POSITIVE_INFINITY).putFloat(8, 5f);

        assertThat(heard(WavSample.FLOAT, 32, samples.array())).startsWith(0, 0, Short.MAX_VALUE, 0);
    }

    @Test
    void refusesWhatTheContractDoesNotTake() {
        assertThatThrownBy(() -> heard(new byte[100])).hasMessageContaining("RIFF");
        assertThatThrownBy(() -> heard(new WavSample().bytes())).hasMessageContaining("no fmt");
        assertThatThrownBy(() -> heard(new WavSample().chunk("data", PCM).bytes()))
                .hasMessageContaining("no fmt");
        assertThatThrownBy(() -> heard(
                        new WavSample().format(WavSample.PCM, 16_000, 1, 16).bytes()))
                .hasMessageContaining("no data");
        assertThatThrownBy(() -> heard(WavSample.of(96_000, 1, TONE))).hasMessageContaining("96000 Hz");
        assertThatThrownBy(() -> heard(WavSample.of(16_000, 6, TONE))).hasMessageContaining("6 channels");
        assertThatThrownBy(() -> heard(85, 16, PCM)).hasMessageContaining("format 85");
        assertThatThrownBy(() -> heard(WavSample.PCM, 12, PCM))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("undecodable"));
    }

    private short[] heard(int tag, int bits, byte[] samples) throws RejectedException {
        return heard(new WavSample()
                .format(tag, 16_000, 1, bits)
                .chunk("data", samples)
                .bytes());
    }

    private short[] heard(byte[] file) throws RejectedException {
        Format format = new Format(Codec.WAV, null, 1, null);
        return shorts(decoder.decode(file, format, DurationLimits.CARRIED).pcm());
    }
}
