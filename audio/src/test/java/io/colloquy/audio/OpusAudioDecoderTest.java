package io.colloquy.audio;

import static io.colloquy.samples.SampleSounds.opusPackets;
import static io.colloquy.samples.SampleSounds.shorts;
import static io.colloquy.samples.SampleSounds.tone;
import static io.colloquy.samples.SampleSounds.toneAndRest;
import static io.colloquy.samples.SampleSounds.u32le;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusAudioDecoderTest {
    private static final int PACKET_SAMPLES = 320;
    private static final byte[] BROKEN = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};

    private final AudioDecoders decoder = new AudioDecoders();

    @ParameterizedTest
    @CsvSource({"8000,1", "12000,1", "16000,1", "24000,2", "48000,1", "48000,2", "16000,2"})
    void decodesWhatWasEncodedAtAnyRate(int rate, int channels) throws Exception {
        byte[] audio = u32le(opusPackets(rate, channels, tone(rate, channels, 2)));

        DecodedAudio decoded = decoder.decode(audio, Format.opus(rate, channels, Framing.U32LE));

        assertThat(decoded.samples()).isEqualTo(32_000);
        assertThat(decoded.concealedPackets()).isZero();
        double[] original = toneAndRest(tone(16_000, 1, 2), 8_000, 24_000);
        double[] heard = toneAndRest(shorts(decoded.pcm()), 8_000, 24_000);
        assertThat(heard[0]).isBetween(0.85 * original[0], 1.15 * original[0]);
        assertThat(heard[1] - original[1]).isLessThan(0.1 * original[0]);
    }

    @ParameterizedTest
    @CsvSource({"MODE_SILK_ONLY,16000,0,11", "MODE_HYBRID,48000,12,15", "MODE_CELT_ONLY,48000,16,31"})
    void hearsEachModeOfOpus(OpusMode mode, int rate, int firstConfiguration, int lastConfiguration) throws Exception {
        List<byte[]> packets = opusPackets(rate, 1, tone(rate, 1, 2), mode);
        assertThat(packets)
                .extracting(packet -> Byte.toUnsignedInt(packet[0]) >> 3)
                .allMatch(configuration -> configuration >= firstConfiguration && configuration <= lastConfiguration);

        DecodedAudio decoded = decode(u32le(packets));

        assertThat(decoded.samples()).isEqualTo(32_000);
        double[] original = toneAndRest(tone(16_000, 1, 2), 8_000, 24_000);
        double[] heard = toneAndRest(shorts(decoded.pcm()), 8_000, 24_000);
        assertThat(heard[0]).isBetween(0.85 * original[0], 1.15 * original[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 480, OPUS_BANDWIDTH_SUPERWIDEBAND",
        "13, 960, OPUS_BANDWIDTH_SUPERWIDEBAND",
        "14, 480, OPUS_BANDWIDTH_FULLBAND",
        "15, 960, OPUS_BANDWIDTH_FULLBAND"
    })
    void hearsEachConfigurationThatJoinsBothCodecs(int configuration, int frame, OpusBandwidth bandwidth)
            throws Exception {
        OpusEncoder encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
        encoder.setBitrate(32_000);
        encoder.setForceMode(OpusMode.MODE_HYBRID);
        encoder.setBandwidth(bandwidth);
        short[] tone = tone(48_000, 1, 1);
        List<byte[]> packets = new ArrayList<>();
        byte[] packet = new byte[1_500];
        for (int from = 0; from + frame <= tone.length; from += frame) {
            packets.add(Arrays.copyOf(packet, encoder.encode(tone, from, frame, packet, 0, packet.length)));
        }
        assertThat(packets).allMatch(p -> Byte.toUnsignedInt(p[0]) >> 3 == configuration);

        double[] heard = toneAndRest(shorts(decode(u32le(packets)).pcm()), 4_000, 12_000);
        assertThat(heard[0]).isGreaterThan(3_000);
    }

    @Test
    void countsATruncatedFileAsFarAsItGoes() throws Exception {
        byte[] audio = u32le(opusPackets(16_000, 1, tone(16_000, 1, 1)));

        assertThat(decode(Arrays.copyOf(audio, audio.length - 1)).samples()).isEqualTo(49 * PACKET_SAMPLES);
        assertThat(decode(Arrays.copyOf(audio, audio.length + 3)).samples()).isEqualTo(50 * PACKET_SAMPLES);
    }

    @Test
    void endsAtALengthThatNoPacketHas() throws Exception {
        byte[] audio = u32le(opusPackets(16_000, 1, tone(16_000, 1, 1)));
        for (int length : new int[] {0, 65_537, -1}) {
            byte[] ended = Arrays.copyOf(audio, 2 * audio.length + 4);
            for (int i = 0; i < 4; i++) ended[audio.length + i] = (byte) (length >> 8 * i);
            System.arraycopy(audio, 0, ended, audio.length + 4, audio.length);

            assertThat(decode(ended).samples()).isEqualTo(50 * PACKET_SAMPLES);
        }
    }

    @Test
    void concealsBrokenPacketsAndKeepsTheTimeOfTheRest() throws Exception {
        List<byte[]> packets = opusPackets(16_000, 1, tone(16_000, 1, 2));
        byte[] whole = decode(u32le(packets)).pcm();
        packets.set(30, BROKEN);
        packets.set(50, BROKEN);

        DecodedAudio decoded = decode(u32le(packets));

        assertThat(decoded.concealedPackets()).isEqualTo(2);
        assertThat(decoded.pcm()).hasSameSizeAs(whole);
        int before = 30 * PACKET_SAMPLES * 2;
        assertThat(Arrays.copyOf(decoded.pcm(), before)).isEqualTo(Arrays.copyOf(whole, before));
        double concealed = toneAndRest(shorts(decoded.pcm()), 30 * PACKET_SAMPLES, 31 * PACKET_SAMPLES)[0];
        assertThat(concealed).isGreaterThan(1_000);
        double[] after = toneAndRest(shorts(decoded.pcm()), 70 * PACKET_SAMPLES, 90 * PACKET_SAMPLES);
        assertThat(after[0]).isGreaterThan(10 * after[1]);
    }

    @Test
    void concealsABrokenPacketAtTheStart() throws Exception {
        List<byte[]> packets = new ArrayList<>(opusPackets(16_000, 1, tone(16_000, 1, 0.1)));
        packets.add(0, BROKEN);

        DecodedAudio decoded = decode(u32le(packets));

        assertThat(decoded.concealedPackets()).isEqualTo(1);
        assertThat(decoded.samples()).isEqualTo(6 * PACKET_SAMPLES);
    }

    @Test
    void fadesWhereManyPacketsAreBroken() throws Exception {
        List<byte[]> packets = new ArrayList<>(opusPackets(16_000, 1, tone(16_000, 1, 1)));
        packets.addAll(Collections.nCopies(50, BROKEN));

        short[] heard = shorts(decode(u32le(packets)).pcm());

        double spoken = toneAndRest(heard, 8_000, 16_000)[0];
        double[] end = toneAndRest(heard, 31_000, 32_000);
        assertThat(Math.hypot(end[0], end[1])).isLessThan(0.1 * spoken);
    }

    @Test
    void refusesWhatWouldTakeTooMuchMemoryUnlessItLiesInStorage() throws Exception {
        byte[] many = new byte[102];
        many[0] = (byte) (12 << 3 | 4 | 3);
        many[1] = 12;
        byte[] audio = u32le(Collections.nCopies(2_000, many));
        Format format = Format.opus(48_000, 1, Framing.U32LE);

        RejectedException rejected = catchThrowableOfType(
                RejectedException.class, () -> decoder.decode(audio, format, DurationLimits.CARRIED));

        assertThat(rejected).isNotNull().hasMessageContaining("256 MB");
    }

    @Test
    void readsPacketsAsTheyWereWritten() {
        List<byte[]> packets = List.of(new byte[] {1}, new byte[] {2, 3}, new byte[65_536]);

        byte[] framed = LengthPrefixedPackets.write(packets);

        assertThat(framed).isEqualTo(u32le(packets));
        assertThat(LengthPrefixedPackets.read(framed)).containsExactlyElementsOf(packets);
    }

    @Test
    void callsNothingUsableUndecodable() {
        assertThat(reason(new byte[] {1})).isEqualTo("undecodable");
        assertThat(reason(new byte[1000])).isEqualTo("undecodable");
        assertThat(reason(u32le(List.of(BROKEN, BROKEN)))).isEqualTo("undecodable");
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        noise[3] = 1;
        assertThat(reason(noise)).isEqualTo("undecodable");
    }

    @Test
    void refusesMoreThanTenMinutesBeforeDecodingThem() {
        // Each packet is one byte that stands for 60 ms.
        byte[] packet = {0x18};
        assertThat(reason(u32le(Collections.nCopies(10_001, packet)))).isEqualTo("too_long");
        byte[] dense = u32le(Collections.nCopies(52_000, packet));
        long began = System.nanoTime();
        assertThat(reason(dense)).isEqualTo("too_long");
        assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
    }

    private DecodedAudio decode(byte[] audio) throws RejectedException {
        return decoder.decode(audio, Format.opus(16_000, 1, Framing.U32LE));
    }

    private String reason(byte[] audio) {
        RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> decode(audio));
        assertThat(rejected).isNotNull();
        return rejected.reason();
    }
}
