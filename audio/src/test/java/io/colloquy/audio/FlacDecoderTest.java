package io.colloquy.audio;

import static io.colloquy.samples.SampleSounds.shorts;
import static io.colloquy.samples.SampleSounds.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.samples.FlacSample;
import io.colloquy.samples.FlacSample.Kind;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.RejectedException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlacDecoderTest {
    private final AudioDecoders decoder = new AudioDecoders();

    /** Made by ffmpeg 5.1 from pink noise: {@code -ar 16000 -ac 1 -sample_fmt s16 -compression_level 8}. */
    @Test
    void hearsWhatAnotherEncoderWrote() throws Exception {
        try (InputStream in = getClass().getResourceAsStream("/audio/ffmpeg.flac")) {
            byte[] file = in.readAllBytes();
            byte[] md5OfSamples = Arrays.copyOfRange(file, 26, 42);

            byte[] pcm = decode(file).pcm();

            assertThat(pcm).hasSize(16_000);
            assertThat(MessageDigest.getInstance("MD5").digest(pcm)).isEqualTo(md5OfSamples);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsEachKindOfSubframe(Kind kind) throws Exception {
        int[] samples = samples(1000, 16, kind == Kind.CONSTANT);
        for (int order = 0; order <= 4; order++) {
            byte[] file = new FlacSample(16_000, 1, 16)
                    .frame(new int[][] {samples}, 0, kind, order)
                    .bytes();

            assertThat(heard(file)).isEqualTo(shortsOf(samples));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 10})
    void joinsTheChannelsHoweverTheyWereSplit(int assignment) throws Exception {
        int[] left = samples(600, 16, false);
        int[] right = samples(600, 15, false);
        byte[] file = new FlacSample(16_000, 2, 16)
                .frame(new int[][] {left, right}, assignment, Kind.FIXED, 2)
                .bytes();

        short[] expected = new short[600];
        for (int i = 0; i < 600; i++) expected[i] = (short) Math.floor((left[i] + right[i]) / 2.0 + 0.5);
        assertThat(heard(file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20, 24})
    void readsOtherDepths(int bits) throws Exception {
        int[] samples = samples(700, bits, false);
        byte[] file = new FlacSample(16_000, 1, bits)
                .frame(new int[][] {samples}, 0, Kind.VERBATIM, 0)
                .bytes();

        short[] heard = heard(file);
        for (int i = 0; i < 700; i++) {
            double expected = Math.min(32_767, samples[i] * Math.pow(2, 16 - bits));
            assertThat((double) heard[i]).isBetween(expected - 0.5, expected + 0.5);
        }
    }

    @Test
    void putsWastedBitsBack() throws Exception {
        int[] samples = samples(500, 16, false);
        for (int i = 0; i < samples.length; i++) samples[i] &= ~7;
        byte[] file = new FlacSample(16_000, 1, 16)
                .frame(new int[][] {samples}, 0, Kind.FIXED, 2)
                .bytes();

        assertThat(heard(file)).isEqualTo(shortsOf(samples));
    }

    @ParameterizedTest
    @CsvSource({"8000,1", "22050,2", "44100,2", "48000,1"})
    void bringsAnyRateTo16kHzMono(int rate, int channels) throws Exception {
        short[] heard = heard(FlacSample.of(rate, channels, tone(rate, channels, 2)));

        assertThat(heard).hasSize(32_000);
        short[] expected = tone(16_000, 1, 2);
        for (int i = 200; i < 31_800; i++) assertThat((int) heard[i]).isBetween(expected[i] - 4, expected[i] + 4);
    }

    @Test
    void endsAtABrokenFrameAndKeepsWhatCameBefore() throws Exception {
        short[] tone = tone(16_000, 1, 1);
        byte[] file = FlacSample.of(16_000, 1, tone);
        byte[] whole = file.clone();
        file[file.length / 2] ^= 4;

        short[] heard = heard(file);
        assertThat(heard.length).isBetween(4_000, 12_000).isEqualTo(heard.length / 512 * 512);
        assertThat(heard).isEqualTo(Arrays.copyOf(tone, heard.length));
        short[] truncated = heard(Arrays.copyOf(whole, whole.length - 1));
        assertThat(truncated).isEqualTo(Arrays.copyOf(tone, 15_872));
    }

    @ParameterizedTest
    @CsvSource({"192,1", "576,2", "1152,3", "4608,5", "256,8", "512,9", "4096,12", "32768,15", "200,6", "256,6", "777,7"
    })
    void readsEveryWayToTellAFramesSize(int count, int sizeCode) throws Exception {
        int[] samples = samples(count, 16, false);
        byte[] file = new FlacSample(16_000, 1, 16)
                .telling(sizeCode, 0, 0)
                .frame(new int[][] {samples}, 0, Kind.FIXED, 2)
                .frame(new int[][] {samples}, 0, Kind.FIXED, 2)
                .bytes();

        assertThat(heard(file)).hasSize(2 * count).startsWith(shortsOf(samples));
    }

    @ParameterizedTest
    @CsvSource({
        "8000,4",
        "16000,5",
        "22050,6",
        "24000,7",
        "32000,8",
        "44100,9",
        "48000,10",
        "32000,12",
        "11025,13",
        "11030,14"
    })
    void readsEveryWayToTellAFramesRate(int rate, int rateCode) throws Exception {
        byte[] file = new FlacSample(rate, 1, 16)
                .telling(7, rateCode, 0)
                .frame(new int[1][rate], 0, Kind.CONSTANT, 0)
                .bytes();

        assertThat(heard(file)).hasSize(16_000);
    }

    @ParameterizedTest
    @CsvSource({"7,4,0", "7,0,1", "7,0,2"})
    void endsAtAFrameOfAnotherFormatThanTheFile(int sizeCode, int rateCode, int bitsCode) throws Exception {
        int[][] samples = {samples(500, 16, false)};
        byte[] file = new FlacSample(16_000, 1, 16)
                .telling(7, 5, 4)
                .frame(samples, 0, Kind.VERBATIM, 0)
                .telling(sizeCode, rateCode, bitsCode)
                .frame(samples, 0, Kind.VERBATIM, 0)
                .bytes();

        assertThat(heard(file)).isEqualTo(shortsOf(samples[0]));
    }

    @Test
    void readsTheShortestFrames() throws Exception {
        int[] samples = samples(4, 16, false);
        byte[] fixed = new FlacSample(16_000, 1, 16)
                .frame(new int[1][400], 0, Kind.CONSTANT, 0)
                .frame(new int[][] {samples}, 0, Kind.FIXED, 4)
                .frame(new int[][] {samples}, 0, Kind.LPC, 4)
                .bytes();

        short[] heard = heard(fixed);
        assertThat(Arrays.copyOfRange(heard, 400, 404)).isEqualTo(shortsOf(samples));
        assertThat(Arrays.copyOfRange(heard, 404, 408)).isEqualTo(shortsOf(samples));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 24})
    void readsTheLeastAndTheGreatestDepth(int bits) throws Exception {
        byte[] file = new FlacSample(16_000, 1, bits)
                .frame(new int[][] {samples(400, bits, false)}, 0, Kind.VERBATIM, 0)
                .bytes();

        assertThat(heard(file)).hasSize(400);
    }

    @Test
    void cutsAFileThatDoesNotSayItsLengthIntoParts() throws Exception {
        FlacSample file = new FlacSample(8_000, 1, 16);
        for (int i = 0; i < 8; i++) file.frame(new int[1][65_000], 0, Kind.CONSTANT, 0);

        assertThat(decode(file.bytes()).parts())
                .extracting(part -> part.length / 2)
                .containsExactly(480_000, 480_000, 80_000);
    }

    @Test
    void countsFramesTogetherWhereItAsksHowLongTheyAre() throws Exception {
        byte[] file = new FlacSample(16_000, 1, 16)
                .frame(new int[1][500], 0, Kind.CONSTANT, 0)
                .frame(new int[1][501], 0, Kind.CONSTANT, 0)
                .bytes();
        Format flac = new Format(Codec.FLAC, null, 1, null);

        assertThat(decoder.decode(file, flac, new DurationLimits(1_001)).samples())
                .isEqualTo(1_001);
        assertThatThrownBy(() -> decoder.decode(file, flac, new DurationLimits(1_000)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_long"));
    }

    @Test
    void refusesWhatHasNoFrame() {
        byte[] file = FlacSample.of(16_000, 1, tone(16_000, 1, 0.1));
        byte[] damaged = file.clone();
        damaged[70] ^= 1;

        assertThatThrownBy(() -> heard(damaged)).hasMessageContaining("first FLAC frame");
        assertThatThrownBy(() -> heard(new FlacSample(16_000, 1, 16).bytes())).hasMessageContaining("no frame");
        assertThatThrownBy(() -> heard(Arrays.copyOf(file, 45))).hasMessageContaining("header");
        assertThatThrownBy(() -> heard(new byte[100])).hasMessageContaining("header");
        assertThatThrownBy(() -> heard(new FlacSample(96_000, 1, 16).bytes())).hasMessageContaining("96000 Hz");
        assertThatThrownBy(() -> heard(new FlacSample(16_000, 3, 16).bytes())).hasMessageContaining("3 channels");
        assertThatThrownBy(() -> heard(new FlacSample(16_000, 1, 32).bytes())).hasMessageContaining("32 bits");
    }

    @Test
    void stopsAtTheLongestChunkHoweverSmallTheFile() {
        FlacSample file = new FlacSample(16_000, 1, 16);
        for (int i = 0; i < 160; i++) file.frame(new int[1][65_536], 0, Kind.CONSTANT, 0);

        assertThatThrownBy(() -> heard(file.bytes()))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_long"));
    }

    private static int[] samples(int count, int bits, boolean constant) {
        Random random = new Random(bits);
        int[] samples = new int[count];
        int peak = (1 << bits - 1) - 1;
        for (int i = 0; i < count; i++) {
            double value = 0.6 * Math.sin(i / 9.0) + 0.1 * random.nextGaussian();
            samples[i] = constant ? -77 : (int) Math.max(-peak - 1, Math.min(peak, peak * value));
        }
        return samples;
    }

    private static short[] shortsOf(int[] samples) {
        short[] shorts = new short[samples.length];
        for (int i = 0; i < samples.length; i++) shorts[i] = (short) samples[i];
        return shorts;
    }

    private short[] heard(byte[] file) throws RejectedException {
        return shorts(decode(file).pcm());
    }

    private DecodedAudio decode(byte[] file) throws RejectedException {
        return decoder.decode(file, new Format(Codec.FLAC, null, 1, null), DurationLimits.CARRIED);
    }
}
