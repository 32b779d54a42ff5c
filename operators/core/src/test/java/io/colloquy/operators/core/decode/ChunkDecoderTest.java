package io.colloquy.operators.core.decode;

import static io.colloquy.samples.SampleSounds.APPENDED_MILLIS;
import static io.colloquy.samples.SampleSounds.DEVICE;
import static io.colloquy.samples.SampleSounds.ORIGIN;
import static io.colloquy.samples.SampleSounds.START;
import static io.colloquy.samples.SampleSounds.chunk;
import static io.colloquy.samples.SampleSounds.record;
import static io.colloquy.samples.SampleSounds.shorts;
import static io.colloquy.samples.SampleSounds.tone;
import static io.colloquy.schemas.Pcm16.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkDecoderTest {
    private final ChunkDecoder decoder = new ChunkDecoder();

    @Test
    void leavesPcmOf16kHzAsItIs() throws Exception {
        byte[] audio = bytes(tone(16_000, 1, 1));
        AudioChunk chunk = chunk(Format.pcm(16_000, 1), audio);

        for (byte[] value : new byte[][] {AudioChunkWriter.toJson(chunk), AudioChunkWriter.toCbor(chunk)}) {
            DecodedChunk decoded = decoder.decode(record(value));

            assertThat(decoded.audio().pcm()).isEqualTo(audio);
            assertThat(decoded.stream()).isEqualTo(new StreamId(DEVICE, "owner-1"));
            assertThat(decoded.key()).isEqualTo(chunk.key());
            assertThat(decoded.source()).isEqualTo(Source.SYNC);
            assertThat(decoded.chunkId()).isEqualTo("c-1");
            assertThat(decoded.origin()).isEqualTo(ORIGIN);
            assertThat(decoded.audio().concealedPackets()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"8000,1", "8000,2", "16000,2", "24000,2", "44100,1", "48000,1", "11025,2"})
    void bringsPcmOfAnyRateTo16kHzMono(int rate, int channels) throws Exception {
        byte[] audio = bytes(tone(rate, channels, 1.0));

        DecodedChunk decoded = decoder.decode(record(chunk(Format.pcm(rate, channels), audio)));

        assertThat(decoded.samples()).isEqualTo(16_000);
        short[] expected = tone(16_000, 1, 1.0);
        short[] actual = shorts(decoded.audio().pcm());
        for (int i = 200; i < 15_800; i++) assertThat(actual[i]).isCloseTo(expected[i], within());
    }

    @Test
    void mixesBothChannels() throws Exception {
        short[] stereo = new short[2 * 1600];
        for (int i = 0; i < stereo.length; i += 2) {
            stereo[i] = 1001;
            stereo[i + 1] = -501;
        }

        DecodedChunk decoded = decoder.decode(record(chunk(Format.pcm(16_000, 2), bytes(stereo))));

        assertThat(shorts(decoded.audio().pcm())).hasSize(1600).containsOnly(250);
    }

    @Test
    void clipsInsteadOfWrapping() throws Exception {
        short[] square = new short[4800];
        for (int i = 0; i < square.length; i++) square[i] = i / 300 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;

        short[] decoded = shorts(decoder.decode(record(chunk(Format.pcm(48_000, 1), bytes(square))))
                .audio()
                .pcm());

        for (int i = 3; i < decoded.length - 3; i++) {
            int inPeriod = i % 200;
            if (inPeriod > 3 && inPeriod < 97) assertThat(decoded[i]).isGreaterThan((short) 20_000);
            if (inPeriod > 103 && inPeriod < 197) assertThat(decoded[i]).isLessThan((short) -20_000);
        }
    }

    @Test
    void dropsAnIncompleteFrameAtTheEnd() throws Exception {
        byte[] audio = bytes(tone(16_000, 1, 1));

        DecodedChunk mono = decoder.decode(record(chunk(Format.pcm(16_000, 1), Arrays.copyOf(audio, 801))));
        DecodedChunk stereo = decoder.decode(record(chunk(Format.pcm(16_000, 2), Arrays.copyOf(audio, 1603))));

        assertThat(mono.samples()).isEqualTo(400);
        assertThat(stereo.samples()).isEqualTo(400);
    }

    @Test
    void givesTheSameForTheSameRecordWhateverCameBefore() throws Exception {
        RawRecord record = record(chunk(Format.pcm(44_100, 2), bytes(tone(44_100, 2, 0.7))));
        byte[] first = decoder.decode(record).audio().pcm();
        for (int rate = 8_000; rate < 8_020; rate++) {
            decoder.decode(record(chunk(Format.pcm(rate, 1), bytes(tone(rate, 1, 0.1)))));
        }

        assertThat(decoder.decode(record).audio().pcm()).isEqualTo(first);
    }

    @Test
    void noAudioReachesALog() throws Exception {
        DecodedChunk decoded = decoder.decode(record(chunk(Format.pcm(16_000, 1), new byte[640])));

        assertThat(decoded).hasToString("chunk c-1 of device-1 from " + ORIGIN + ", 320 samples");
        assertThat(decoded.audio()).hasToString("320 samples");
    }

    @Test
    void rejectsAnotherKeyThanTheDevice() {
        byte[] value = AudioChunkWriter.toCbor(chunk(Format.pcm(16_000, 1), bytes(tone(16_000, 1, 1))));

        assertThat(reason(new RawRecord(null, value, ORIGIN, APPENDED_MILLIS))).isEqualTo("key_mismatch");
        assertThat(reason(new RawRecord("device-2".getBytes(StandardCharsets.UTF_8), value, ORIGIN, APPENDED_MILLIS)))
                .isEqualTo("key_mismatch");
    }

    @Test
    void rejectsAStartMoreThanFiveMinutesAfterTheRecord() throws Exception {
        RawRecord record = record(chunk(Format.pcm(16_000, 1), bytes(tone(16_000, 1, 1))));
        long latest = START / 1000 - 300_000;

        assertThat(decoder.decode(new RawRecord(record.key(), record.value(), ORIGIN, latest)))
                .isNotNull();
        assertThat(reason(new RawRecord(record.key(), record.value(), ORIGIN, latest - 1)))
                .isEqualTo("bad_field:started_at");
        assertThat(reason(new RawRecord(record.key(), record.value(), ORIGIN, Long.MIN_VALUE)))
                .isEqualTo("bad_field:started_at");
    }

    @Test
    void rejectsLessThan20Milliseconds() throws Exception {
        assertThat(decoder.decode(record(chunk(Format.pcm(16_000, 1), new byte[640])))
                        .samples())
                .isEqualTo(320);
        assertThat(reason(record(chunk(Format.pcm(16_000, 1), new byte[638])))).isEqualTo("too_short");
        assertThat(reason(record(chunk(Format.pcm(48_000, 2), new byte[1])))).isEqualTo("too_short");
    }

    @Test
    void fetchesNothingWhereNoStoreIsGiven() {
        AudioChunk stored = new AudioChunk(
                "c-1", new StreamId(DEVICE, DEVICE), Source.LIVE, START, Format.pcm(16_000, 1), null, "file:///a.pcm");
        assertThat(reason(record(stored))).isEqualTo("uri_forbidden");
    }

    @Test
    void passesOnWhatTheContractRejects() {
        assertThat(reason(record((byte[]) null))).isEqualTo("bad_json");
        assertThat(reason(record(new byte[] {(byte) 0xBF}))).isEqualTo("bad_cbor");
    }

    private String reason(RawRecord record) {
        return rejected(record).reason();
    }

    private RejectedException rejected(RawRecord record) {
        RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> decoder.decode(record));
        assertThat(rejected).isNotNull();
        return rejected;
    }

    private static org.assertj.core.data.Offset<Short> within() {
        return org.assertj.core.data.Offset.offset((short) 4);
    }
}
