package io.colloquy.schemas;

import static io.colloquy.schemas.ChunkRecords.AUDIO;
import static io.colloquy.schemas.ChunkRecords.START;
import static io.colloquy.schemas.ChunkRecords.bytes;
import static io.colloquy.schemas.ChunkRecords.cbor;
import static io.colloquy.schemas.ChunkRecords.good;
import static io.colloquy.schemas.ChunkRecords.json;
import static io.colloquy.schemas.ChunkRecords.reason;
import static io.colloquy.schemas.ChunkRecords.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioChunkReaderTest {
    @Test
    void readsEachFieldFromJson() throws Exception {
        AudioChunk chunk = AudioChunkReader.read(json(good()));

        assertThat(chunk.chunkId()).isEqualTo("c:1");
        assertThat(chunk.stream()).isEqualTo(new StreamId("device-1", "owner.1"));
        assertThat(chunk.source()).isEqualTo(Source.SYNC);
        assertThat(chunk.startedAt()).isEqualTo(START);
        assertThat(chunk.format()).isEqualTo(AudioChunk.Format.pcm(44_100, 2));
        assertThat(chunk.audio()).isEqualTo(AUDIO);
        assertThat(chunk.audioUri()).isNull();
    }

    @Test
    void readsTheSameFromCbor() throws Exception {
        assertThat(AudioChunkReader.read(cbor(good())))
                .usingRecursiveComparison()
                .isEqualTo(AudioChunkReader.read(json(good())));
    }

    @Test
    void fillsInWhatIsAbsentOrNull() throws Exception {
        ObjectNode record = good();
        record.remove("channels");
        record.remove("source");
        record.putNull("owner_id");
        record.putNull("framing");

        AudioChunk chunk = AudioChunkReader.read(json(record));

        assertThat(chunk.stream().ownerId()).isEqualTo("device-1");
        assertThat(chunk.source()).isEqualTo(Source.LIVE);
        assertThat(chunk.format().channels()).isEqualTo(1);
    }

    @Test
    void passesOverUnknownFields() throws Exception {
        ObjectNode record = good();
        record.putObject("battery")
                .put("level", 0.5)
                .putArray("cells")
                .add(1)
                .addObject()
                .put("audio", 7);

        assertThat(AudioChunkReader.read(json(record)).audio()).isEqualTo(AUDIO);
        assertThat(AudioChunkReader.read(cbor(record)).audio()).isEqualTo(AUDIO);
    }

    @Test
    void takesJsonAfterWhitespaceOrByteOrderMark() throws Exception {
        String text = good().toString();

        assertThat(AudioChunkReader.read(bytes("\r\n\t " + text)).audio()).isEqualTo(AUDIO);
        assertThat(AudioChunkReader.read(bytes("\uFEFF" + text)).audio()).isEqualTo(AUDIO);
    }

    @Test
    void takesCborBehindItsSelfDescribingTagAndInPieces() throws Exception {
        byte[] plain = cbor(good());
        byte[] tagged = new byte[plain.length + 3];
        System.arraycopy(new byte[] {(byte) 0xD9, (byte) 0xD9, (byte) 0xF7}, 0, tagged, 0, 3);
        System.arraycopy(plain, 0, tagged, 3, plain.length);

        assertThat(AudioChunkReader.read(tagged).audio()).isEqualTo(AUDIO);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-14T22:13:20.123456Z, 1700000000123456",
        "2023-11-14T22:13:20.123456789Z, 1700000000123456",
        "2023-11-15T00:13:20.123456+02:00, 1700000000123456",
        "2023-11-15T00:13:20.123456+0200, 1700000000123456",
        "2023-11-14T12:13:20-10, 1700000000000000",
        "2023-11-14T22:13Z, 1699999980000000",
        "2000-01-01T00:00:00Z, 946684800000000"
    })
    void readsIsoTimesToTheMicrosecond(String text, long micros) throws Exception {
        AudioChunk chunk = AudioChunkReader.read(json(good().put("started_at", text)));

        assertThat(chunk.startedAt()).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-11-14T22:13:20",
                "2023-02-30T00:00:00Z",
                "2023-11-14",
                "",
                "1700000000123456",
                "+999999999-12-31T23:59:59Z",
                "1999-12-31T23:59:59.999999Z"
            })
    void rejectsOtherTimes(String text) {
        assertThat(reason(good().put("started_at", text))).isEqualTo("bad_field:started_at");
    }

    @Test
    void rejectsTimesInAnotherUnit() {
        assertThat(reason(good().put("started_at", 1_700_000_000_123L))).isEqualTo("bad_field:started_at");
        assertThat(reason(good().put("started_at", -1))).isEqualTo("bad_field:started_at");
        assertThat(reason(good().put("started_at", new java.math.BigInteger("1" + "0".repeat(40)))))
                .isEqualTo("bad_field:started_at");
    }

    /** A library of JavaScript writes each number beyond 2³² as one with a fraction. */
    @Test
    void takesAnIntegerHoweverItIsWritten() throws Exception {
        ObjectNode fractions = good().put("started_at", (double) START)
                .put("sample_rate", 44_100.0)
                .put("channels", 2f);
        for (byte[] record : List.of(
                json(fractions),
                cbor(fractions),
                withNumber("1700000000123456.0"),
                withNumber("17000000001234560e-1"))) {
            AudioChunk chunk = AudioChunkReader.read(record);
            assertThat(chunk.startedAt()).isEqualTo(START);
            assertThat(chunk.format().sampleRate()).isEqualTo(44_100);
            assertThat(chunk.format().channels()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000123456.5", "1e300", "1e999999999", "-1e999999999", "9007199254740994.0", "0.1"})
    void rejectsWhatIsNoInteger(String number) {
        RejectedException rejection = rejection(withNumber(number));
        assertThat(rejection.reason()).isEqualTo("bad_field:started_at");
    }

    private static byte[] withNumber(String written) {
        return bytes(good().toString().replace(Long.toString(START), written));
    }

    @Test
    void asksContainersForNoRate() throws Exception {
        ObjectNode record = good();
        record.remove("sample_rate");
        for (String codec : new String[] {"wav", "flac"}) {
            assertThat(AudioChunkReader.read(json(record.put("codec", codec)))
                            .format()
                            .sampleRate())
                    .isNull();
        }
        record.put("codec", "opus").put("framing", "ogg");
        assertThat(AudioChunkReader.read(json(record)).format().sampleRate()).isNull();
    }

    @Test
    void takesAUriInsteadOfAudio() throws Exception {
        ObjectNode record = good().put("audio_uri", "s3://bucket/key");
        record.remove("audio");

        assertThat(AudioChunkReader.read(json(record)).audioUri()).isEqualTo("s3://bucket/key");
        assertThat(reason(record.put("audio_uri", "http://host/key"))).isEqualTo("bad_field:audio_uri");
        assertThat(reason(record.put("audio_uri", "s3://" + "k".repeat(2048)))).isEqualTo("bad_field:audio_uri");
    }
}
