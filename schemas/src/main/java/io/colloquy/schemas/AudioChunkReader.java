package io.colloquy.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.colloquy.schemas.Rejection.Reason;
import java.io.IOException;

/**
 * Reads the value of an {@code audio-chunks} record. Of several faults the one reported is the syntax, then the first
 * field of a wrong type, then the first missing field in the order of the contract, then the first broken rule.
 */
public final class AudioChunkReader {
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(64).build();

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final JsonFactory CBOR = CBORFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private AudioChunkReader() {}

    /** @param value null for a tombstone */
    public static AudioChunk read(byte[] value) throws RejectedException {
        if (value == null || value.length == 0) {
            throw RejectedException.of(Reason.BAD_JSON, "the record has no value: send a JSON or CBOR object");
        }
        boolean cbor = isCbor(value[0]);
        return parse(value, cbor).toChunk();
    }

    /** CBOR maps and tags have the high bit set; JSON is ASCII there, save a byte order mark. */
    private static boolean isCbor(byte first) {
        return first < 0 && first != (byte) 0xEF;
    }

    private static AudioChunkDraft parse(byte[] value, boolean cbor) throws RejectedException {
        Reason malformed = cbor ? Reason.BAD_CBOR : Reason.BAD_JSON;
        try (JsonParser parser = (cbor ? CBOR : JSON).createParser(value)) {
            AudioChunkDraft draft = new AudioChunkDraft(cbor, value.length);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RejectedException.of(malformed, "the value must be one object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                draft.take(field, parser);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) throw RejectedException.of(malformed, "something follows the object");
            return draft;
        } catch (IOException | RuntimeException e) {
            // Of a parser given any bytes at all, an unchecked exception says the same as a checked one.
            throw RejectedException.of(malformed, describe(e, cbor ? "CBOR" : "JSON"));
        }
    }

    /** Jackson's own words may quote the record, and so audio: only those about its limits are passed on. */
    private static String describe(Exception e, String syntax) {
        if (e instanceof JsonEOFException) return "the " + syntax + " ends too early: was the record cut short?";
        if (e instanceof StreamConstraintsException limit) return limit.getOriginalMessage();
        return "the value is not well-formed " + syntax;
    }
}
