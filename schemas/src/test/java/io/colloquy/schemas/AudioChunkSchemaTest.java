package io.colloquy.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudioChunkSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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
}
