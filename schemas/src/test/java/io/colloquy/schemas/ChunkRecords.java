package io.colloquy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A good record, for tests to spoil, and what the reader makes of it. */
final class ChunkRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    static final byte[] AUDIO = {1, 2, 3, 4, 5};
    static final long START = 1_700_000_000_123_456L;

    private ChunkRecords() {}

    static ObjectNode good() {
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

    static byte[] json(ObjectNode record) {
        return bytes(record.toString());
    }

    static byte[] cbor(ObjectNode record) throws IOException {
        return CBOR.writeValueAsBytes(record);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String reason(ObjectNode record) {
        return rejection(json(record)).reason();
    }

    static RejectedException rejection(byte[] value) {
        RejectedException rejection = catchThrowableOfType(RejectedException.class, () -> AudioChunkReader.read(value));
        assertThat(rejection).isNotNull();
        assertThat(rejection.detail()).isNotBlank();
        return rejection;
    }
}
