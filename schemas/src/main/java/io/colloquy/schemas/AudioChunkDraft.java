package io.colloquy.schemas;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * A chunk while its fields arrive, in any order. A wrong type is kept until the syntax of the rest is known to be good.
 */
final class AudioChunkDraft {
    /** ISO 8601 with a zone: {@code Z}, {@code +02:00}, {@code +0200} or {@code +02}. */
    private static final DateTimeFormatter ZONED_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .parseLenient()
            .appendOffset("+HH", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** 2⁵³: from here on a double can't tell an integer from its neighbours. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private final boolean cbor;
    private final AudioBytes audio;
    private RejectedException fault;

    private boolean hasAudio;
    private Integer schema;
    private String chunkId;
    private String deviceId;
    private String ownerId;
    private Source source;
    private Long startedAt;
    private AudioChunk.Codec codec;
    private Integer sampleRate;
    private Integer channels;
    private AudioChunk.Framing framing;
    private String audioUri;

    /** @param recordBytes what the whole record has, and so the most that its audio can have */
    AudioChunkDraft(boolean cbor, int recordBytes) {
        this.cbor = cbor;
        this.audio = new AudioBytes(cbor ? recordBytes : recordBytes / 4 * 3);
    }

    /**
     * Takes the value that the parser stands on; what is unknown, or null, is passed over.
     *
     * @throws RejectedException at once for audio, since after bad base64 the parser stands in the middle of a string
     */
    void take(String field, JsonParser parser) throws IOException, RejectedException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) return;
        if (field.equals("audio")) {
            readAudio(parser);
            return;
        }
        try {
            set(field, parser);
        } catch (RejectedException e) {
            if (fault == null) fault = e;
        }
    }

    private void set(String field, JsonParser parser) throws IOException, RejectedException {
        switch (field) {
            case "schema" -> schema = integer(field, parser);
            case "chunk_id" -> chunkId = text(field, parser);
            case "device_id" -> deviceId = text(field, parser);
            case "owner_id" -> ownerId = text(field, parser);
            case "source" -> source = named(field, Source.values(), text(field, parser));
            case "started_at" -> startedAt = instant(field, parser);
            case "codec" -> codec = named(field, AudioChunk.Codec.values(), text(field, parser));
            case "sample_rate" -> sampleRate = integer(field, parser);
            case "channels" -> channels = integer(field, parser);
            case "framing" -> framing = named(field, AudioChunk.Framing.values(), text(field, parser));
            case "audio_uri" -> audioUri = text(field, parser);
            default -> {}
        }
    }

    AudioChunk toChunk() throws RejectedException {
        if (fault != null) throw fault;
        require(schema, "schema");
        if (schema != AudioChunk.SCHEMA) {
            throw RejectedException.badField("schema", "must be " + AudioChunk.SCHEMA + ", not " + schema);
        }
        require(chunkId, "chunk_id");
        require(deviceId, "device_id");
        require(startedAt, "started_at");
        if (audio.received() > AudioChunk.MAX_AUDIO_BYTES) throw AudioChunk.tooLarge(audio.received());
        try {
            return new AudioChunk(
                    chunkId,
                    new StreamId(deviceId, ownerId == null ? deviceId : ownerId),
                    source == null ? Source.LIVE : source,
                    startedAt,
                    new AudioChunk.Format(codec, sampleRate, channels == null ? 1 : channels, framing),
                    hasAudio ? audio.toByteArray() : null,
                    audioUri);
        } catch (ContractViolation e) {
            throw e.rejection();
        }
    }

    private static void require(Object value, String field) throws RejectedException {
        if (value == null) throw RejectedException.missingField(field);
    }

    private static String text(String field, JsonParser parser) throws IOException, RejectedException {
        if (parser.currentToken() != JsonToken.VALUE_STRING)
            throw RejectedException.badField(field, "must be a string");
        return parser.getText();
    }

    private static int integer(String field, JsonParser parser) throws IOException, RejectedException {
        long value = longInteger(field, parser);
        if (value != (int) value) throw RejectedException.badField(field, "is out of range: " + value);
        return (int) value;
    }

    /** A number is an integer where its value is one: some clients write a large one with a fraction or an exponent. */
    private static long longInteger(String field, JsonParser parser) throws IOException, RejectedException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) return whole(field, parser.getDoubleValue());
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw RejectedException.badField(field, "must be an integer");
        }
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw RejectedException.badField(field, "is out of range");
        }
        return parser.getLongValue();
    }

    private static long whole(String field, double value) throws RejectedException {
        if (Math.abs(value) > LARGEST_WHOLE) throw RejectedException.badField(field, "is out of range");
        if (value != Math.rint(value)) throw RejectedException.badField(field, "must be an integer");
        return (long) value;
    }

    private static <E extends Enum<E>> E named(String field, E[] values, String wireName) throws RejectedException {
        StringBuilder known = new StringBuilder();
        for (E value : values) {
            String name = value.name().toLowerCase(Locale.ROOT);
            if (name.equals(wireName)) return value;
            known.append(' ').append(name);
        }
        throw RejectedException.badField(field, "must be one of:" + known);
    }

    private static long instant(String field, JsonParser parser) throws IOException, RejectedException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) return longInteger(field, parser);
        try {
            Instant instant = OffsetDateTime.parse(parser.getText(), ZONED_TIME).toInstant();
            long seconds = Math.multiplyExact(instant.getEpochSecond(), 1_000_000L);
            return Math.addExact(seconds, instant.get(ChronoField.MICRO_OF_SECOND));
        } catch (DateTimeException | ArithmeticException e) {
            throw RejectedException.badField(
                    field, "must be microseconds since 1970 or ISO 8601 with a zone, as in 2026-01-31T09:30:00.5Z");
        }
    }

    private void readAudio(JsonParser parser) throws IOException, RejectedException {
        JsonToken expected = cbor ? JsonToken.VALUE_EMBEDDED_OBJECT : JsonToken.VALUE_STRING;
        if (parser.currentToken() != expected) {
            throw RejectedException.badField("audio", cbor ? "must be a byte string" : "must be a base64 string");
        }
        hasAudio = true;
        if (cbor) {
            parser.readBinaryValue(audio);
        } else {
            readBase64(parser);
        }
    }

    private void readBase64(JsonParser parser) throws IOException, RejectedException {
        try {
            parser.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, audio);
        } catch (JsonEOFException e) {
            throw e;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw RejectedException.badField("audio", "is not base64");
        }
    }
}
