package io.colloquy.schemas;

import static io.colloquy.schemas.ChunkRecords.AUDIO;
import static io.colloquy.schemas.ChunkRecords.bytes;
import static io.colloquy.schemas.ChunkRecords.cbor;
import static io.colloquy.schemas.ChunkRecords.good;
import static io.colloquy.schemas.ChunkRecords.json;
import static io.colloquy.schemas.ChunkRecords.reason;
import static io.colloquy.schemas.ChunkRecords.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record of sound syntax is rejected for: the reason names the field, and no detail holds audio. */
class AudioChunkRejectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"schema", "chunk_id", "device_id", "started_at", "codec", "sample_rate", "audio"})
    void namesTheMissingField(String field) {
        ObjectNode absent = good();
        absent.remove(field);

        assertThat(reason(absent)).isEqualTo("missing_field:" + field);
        assertThat(reason(good().putNull(field))).isEqualTo("missing_field:" + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema|2",
                "schema|\"1\"",
                "schema|1.5",
                "schema|true",
                "chunk_id|\"\"",
                "chunk_id|\"a b\"",
                "chunk_id|7",
                "chunk_id|{\"a\":[1]}",
                "device_id|\"é\"",
                "device_id|[]",
                "owner_id|\"a/b\"",
                "source|\"LIVE\"",
                "source|\"later\"",
                "source|1",
                "codec|\"mp3\"",
                "codec|\"OPUS\"",
                "codec|[\"opus\"]",
                "sample_rate|7999",
                "sample_rate|48001",
                "sample_rate|\"16000\"",
                "sample_rate|16000.5",
                "sample_rate|4294983296",
                "channels|0",
                "channels|3",
                "channels|\"2\"",
                "framing|\"u32le\"",
                "framing|\"raw\"",
                "audio|5",
                "audio|\"%%%%\"",
                "audio|\"AQI\"",
                "audio|{}",
                "audio_uri|\"s3://b/k\"",
                "audio_uri|1"
            })
    void namesTheBadField(String field, String value) throws Exception {
        ObjectNode record = good();
        record.set(field, JSON.readTree(value));

        assertThat(reason(record)).isEqualTo("bad_field:" + field);
    }

    @Test
    void holdsNamesTo128Characters() throws Exception {
        assertThat(AudioChunkReader.read(json(good().put("chunk_id", "x".repeat(128))))
                        .chunkId())
                .hasSize(128);
        assertThat(reason(good().put("chunk_id", "x".repeat(129)))).isEqualTo("bad_field:chunk_id");
    }

    @Test
    void asksOpusForFramingAndForARateThatOpusHas() throws Exception {
        ObjectNode opus = good().put("codec", "opus").put("sample_rate", 16_000);
        assertThat(reason(opus)).isEqualTo("missing_field:framing");

        opus.put("framing", "u32le");
        assertThat(AudioChunkReader.read(json(opus)).format())
                .isEqualTo(AudioChunk.Format.opus(16_000, 2, AudioChunk.Framing.U32LE));
        assertThat(reason(opus.put("sample_rate", 44_100))).isEqualTo("bad_field:sample_rate");
        opus.remove("sample_rate");
        assertThat(reason(opus)).isEqualTo("missing_field:sample_rate");
    }

    @Test
    void rejectsEmptyAudio() throws Exception {
        assertThat(reason(good().put("audio", ""))).isEqualTo("empty_audio");
        assertThat(rejection(cbor(good().put("audio", new byte[0]))).reason()).isEqualTo("empty_audio");
    }

    @Test
    void rejectsAudioOfMoreThan256KiB() throws Exception {
        byte[] most = new byte[AudioChunk.MAX_AUDIO_BYTES];
        byte[] tooMuch = new byte[AudioChunk.MAX_AUDIO_BYTES + 1];

        assertThat(AudioChunkReader.read(json(good().put("audio", most))).audio())
                .isEqualTo(most);
        assertThat(AudioChunkReader.read(cbor(good().put("audio", most))).audio())
                .isEqualTo(most);
        assertThat(reason(good().put("audio", tooMuch))).isEqualTo("too_large");
        assertThat(rejection(cbor(good().put("audio", tooMuch))).reason()).isEqualTo("too_large");
    }

    @Test
    void rejectsTextAsAudioInCbor() throws Exception {
        ObjectNode record = good().put("audio", Base64.getEncoder().encodeToString(AUDIO));

        assertThat(rejection(cbor(record)).reason()).isEqualTo("bad_field:audio");
    }

    @Test
    void reportsSyntaxBeforeFieldsAndFieldsBeforeWhatIsMissing() throws Exception {
        ObjectNode record = good().put("codec", "mp3");
        record.remove("device_id");

        assertThat(reason(record)).isEqualTo("bad_field:codec");
        String cut = record.toString();
        assertThat(rejection(bytes(cut.substring(0, cut.length() - 1))).reason())
                .isEqualTo("bad_json");
    }

    @Test
    void keepsAudioOutOfDetails() {
        String audio = "c2VjcmV0IHdvcmRzc2VjcmV0IHdvcmRz";
        Stream.<Consumer<ObjectNode>>of(
                        r -> r.put("audio", audio + "%"),
                        r -> r.put("chunk_id", audio + " "),
                        r -> r.put("source", audio),
                        r -> r.put("started_at", audio),
                        r -> r.put("audio_uri", audio))
                .forEach(change -> {
                    ObjectNode record = good().put("audio", audio);
                    change.accept(record);
                    assertThat(rejection(json(record)).detail())
                            .doesNotContain(audio)
                            .hasSizeLessThan(300);
                });
        assertThat(rejection(bytes("{\"audio\":" + audio + "}")).detail()).doesNotContain(audio);
    }
}
