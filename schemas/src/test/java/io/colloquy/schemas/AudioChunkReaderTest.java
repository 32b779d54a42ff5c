package io.colloquy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioChunkReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final byte[] AUDIO = {1, 2, 3, 4, 5};
    private static final long START = 1_700_000_000_123_456L;

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
        assertThat(reason(good().put("started_at", 1.7e15))).isEqualTo("bad_field:started_at");
        assertThat(reason(good().put("started_at", -1))).isEqualTo("bad_field:started_at");
        assertThat(reason(good().put("started_at", new java.math.BigInteger("1" + "0".repeat(40)))))
                .isEqualTo("bad_field:started_at");
    }

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
                "schema|1.0",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "17",
                "{",
                "{\"schema\":1",
                "{\"schema\" 1}",
                "{\"schema\":1,}",
                "{\"schema\":01}",
                "{'schema':1}",
                "{\"schema\":1}{}",
                "{\"schema\":1} x",
                "{\"schema\":1,\"schema\":1}",
                "{\"audio\":\"AQ",
                "{\"schema\":NaN}",
                "hello",
                "\u0000"
            })
    void callsWhatIsNoJsonObjectBadJson(String text) {
        assertThat(rejection(bytes(text)).reason()).isEqualTo("bad_json");
    }

    @Test
    void callsATombstoneBadJson() {
        assertThat(rejection(null).reason()).isEqualTo("bad_json");
    }

    @Test
    void callsBrokenTextBadJson() {
        byte[] value = bytes("{\"chunk_id\":\"??\"}");
        value[13] = (byte) 0xC3;
        value[14] = (byte) 0x28;

        assertThat(rejection(value).reason()).isEqualTo("bad_json");
    }

    @Test
    void callsEndlessNestingBadJson() throws Exception {
        String nest = "{\"a\":".repeat(200_000);

        RejectedException rejection = rejection(bytes(nest));

        assertThat(rejection.reason()).isEqualTo("bad_json");
        assertThat(rejection.detail()).contains("nesting");
        byte[] arrays = new byte[300_000];
        Arrays.fill(arrays, (byte) 0x81);
        arrays[0] = (byte) 0xA1;
        arrays[1] = 0x60;
        assertThat(rejection(arrays).reason()).isEqualTo("bad_cbor");
    }

    @Test
    void callsBrokenCborBadCbor() throws Exception {
        byte[] value = cbor(good());

        assertThat(rejection(Arrays.copyOf(value, value.length - 1)).reason()).isEqualTo("bad_cbor");
        assertThat(rejection(Arrays.copyOf(value, value.length + 1)).reason()).isEqualTo("bad_cbor");
        assertThat(rejection(new byte[] {(byte) 0x83, 1, 2, 3}).reason()).isEqualTo("bad_cbor");
        assertThat(rejection(new byte[] {(byte) 0xFF}).reason()).isEqualTo("bad_cbor");
        // A byte string that claims 2 GiB.
        assertThat(rejection(new byte[] {(byte) 0xA1, 0x65, 'a', 'u', 'd', 'i', 'o', 0x5A, 0x7F, -1, -1, -1, 0})
                        .reason())
                .isEqualTo("bad_cbor");
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

    @Test
    void describesTheSameContractAsTheJsonSchema() throws Exception {
        JsonNode properties;
        try (var in = AudioChunk.class.getResourceAsStream("/audio-chunk.schema.json")) {
            properties = JSON.readTree(in).get("properties");
        }

        assertThat(properties.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "chunk_id",
                        "device_id",
                        "owner_id",
                        "source",
                        "started_at",
                        "codec",
                        "sample_rate",
                        "channels",
                        "framing",
                        "audio",
                        "audio_uri");
        assertThat(names(properties, "codec"))
                .containsExactly(Stream.of(AudioChunk.Codec.values())
                        .map(AudioChunk.Codec::wireName)
                        .toArray(String[]::new));
        assertThat(names(properties, "framing"))
                .containsExactly(Stream.of(AudioChunk.Framing.values())
                        .map(AudioChunk.Framing::wireName)
                        .toArray(String[]::new));
        assertThat(names(properties, "source"))
                .containsExactly(
                        Stream.of(Source.values()).map(Source::wireName).toArray(String[]::new));
        assertThat(properties.get("audio").get("maxLength").asInt())
                .isEqualTo(Base64.getEncoder().encode(new byte[AudioChunk.MAX_AUDIO_BYTES]).length);
    }

    private static Stream<String> names(JsonNode properties, String field) {
        ArrayNode names = (ArrayNode) properties.get(field).get("enum");
        return Stream.iterate(0, i -> i < names.size(), i -> i + 1)
                .map(i -> names.get(i).asText());
    }

    private static ObjectNode good() {
        return JSON.createObjectNode()
                .put("schema", 1)
                .put("chunk_id", "c:1")
                .put("device_id", "device-1")
                .put("owner_id", "owner.1")
                .put("source", "sync")
                .put("started_at", START)
                .put("codec", "pcm_s16le")
                .put("sample_rate", 44_100)
                .put("channels", 2)
                .put("audio", AUDIO);
    }

    private static byte[] json(ObjectNode record) {
        return bytes(record.toString());
    }

    private static byte[] cbor(ObjectNode record) throws IOException {
        return CBOR.writeValueAsBytes(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String reason(ObjectNode record) {
        return rejection(json(record)).reason();
    }

    private static RejectedException rejection(byte[] value) {
        RejectedException rejection = catchThrowableOfType(RejectedException.class, () -> AudioChunkReader.read(value));
        assertThat(rejection).isNotNull();
        assertThat(rejection.detail()).isNotBlank();
        return rejection;
    }
}
