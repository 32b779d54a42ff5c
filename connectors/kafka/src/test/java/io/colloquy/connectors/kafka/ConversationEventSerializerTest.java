package io.colloquy.connectors.kafka;

import static io.colloquy.schemas.RevisionBuilder.id;
import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** The bytes of the topic, written and read. */
class ConversationEventSerializerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StreamId STREAM = new StreamId("device", "owner");

    /** b is merged into a; c is as it was. */
    private static final Revision MERGE = revision(STREAM, 3, 4)
            .buckets(0, 1)
            .keeps("u")
            .utterance("v", "a", 100.000001, 101.5, "hello")
            .removesUtterance("v", "b")
            .conversation("a", 1, 101.5, "S1", "S2")
            .unchangedConversation("c", 700, 800, "S1")
            .removesConversation("b", 100, 101)
            .build();

    private static ProducerRecord<byte[], byte[]> written(ConversationEvent event) {
        return new ConversationEventSerializer().record("conversations", event);
    }

    private static ConversationEvent read(byte[] value) {
        return new ConversationEventDeserializer().deserialize("conversations", value);
    }

    @Test
    void writesTimesAsTheContractDoes() throws IOException {
        JsonNode first =
                JSON.readTree(written(ConversationEvents.of(MERGE).get(0)).value());

        assertThat(first.get("replaces"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"from": "2025-06-01T12:00:00.000000Z", "to": "2025-06-01T12:20:00.000000Z"}]
                                """));
    }

    @Test
    void keysByDevice() {
        ProducerRecord<byte[], byte[]> record =
                written(ConversationEvents.of(MERGE).get(0));

        assertThat(record.key()).isEqualTo("device".getBytes(StandardCharsets.UTF_8));
        assertThat(record.topic()).isEqualTo("conversations");
    }

    @Test
    void writesTheJsonOfTheContract() throws IOException {
        JsonNode upserted =
                JSON.readTree(written(ConversationEvents.of(MERGE).get(1)).value());

        assertThat(upserted)
                .isEqualTo(JSON.readTree(
                        """
                                {"event": "upserted", "conversation_id": "%1$s", "device_id": "device",
                                 "owner_id": "owner", "started_at": "2025-06-01T12:00:01.000000Z",
                                 "ended_at": "2025-06-01T12:01:41.500000Z", "status": "open", "epoch": 3,
                                 "revision": 4, "replaces": [], "aliases": [], "removed_utterances": [],
                                 "voices": {"2914632:1": "S1", "2914633:1": "S2"}, "all_voices": true,
                                 "utterances": [
                                  {"conversation_id": "%1$s", "utterance_id": "%2$s", "device_id": "device",
                                   "owner_id": "owner", "started_at": "2025-06-01T12:01:40.000001Z",
                                   "ended_at": "2025-06-01T12:01:41.500000Z", "speaker": "S1", "voice": "2914632:1", "text": "hello",
                                   "confidence": 0.5, "words": [{"w": "hello", "s": 0, "e": 1499, "c": 0.5}]}]}
                                """
                                .formatted(id(STREAM, "a"), id(STREAM, "v"))));
    }

    @Test
    void readsWhatItWrote() {
        for (ConversationEvent event : ConversationEvents.of(MERGE)) {
            assertThat(read(written(event).value())).isEqualTo(event);
        }
    }

    @Test
    void hasTheFieldsThatTheSchemaRequires() throws IOException {
        JsonNode schema;
        try (InputStream file = ConversationEvent.class.getResourceAsStream("/conversation-event.schema.json")) {
            schema = JSON.readTree(file);
        }
        JsonNode event =
                JSON.readTree(written(ConversationEvents.of(MERGE).get(1)).value());

        assertThat(names(schema.get("required"))).containsExactlyInAnyOrderElementsOf(fields(event));
        assertThat(names(schema.at("/$defs/utterance/required")))
                .containsExactlyInAnyOrderElementsOf(fields(event.at("/utterances/0")));
    }

    private static List<String> names(JsonNode array) {
        return JSON.convertValue(array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void readsPastFieldsOfANewerVersion() throws IOException {
        ConversationEvent event = ConversationEvents.of(MERGE).get(1);
        ObjectNode newer = (ObjectNode) JSON.readTree(written(event).value());
        newer.put("title", "of a later version");
        ((ObjectNode) newer.at("/utterances/0")).put("language", "en");

        assertThat(read(JSON.writeValueAsBytes(newer))).isEqualTo(event);
    }

    @Test
    void saysWhichTopicHoldsWhatIsNoEventButNotWhatItSays() {
        byte[] noEvent = "{\"text\": \"a secret".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(noEvent))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("conversations")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRecordWithoutValueIsNoEvent() {
        assertThat(read(null)).isNull();
    }
}
