package io.colloquy.connectors.flink;

import static io.colloquy.connectors.postgres.RevisionBuilder.id;
import static io.colloquy.connectors.postgres.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.RevisionBuilder;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.ConversationEvent.Kind;
import io.colloquy.schemas.ConversationEvent.Range;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ConversationEventsTest {
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
        return new ConversationEvents.Json("conversations").serialize(event, null, null);
    }

    @Test
    void saysOnlyWhatIsNewAndRemovalsFirst() {
        assertThat(ConversationEvents.of(MERGE))
                .extracting(ConversationEvent::event, ConversationEvent::conversationId)
                .containsExactly(tuple(Kind.REMOVED, id(STREAM, "b")), tuple(Kind.UPSERTED, id(STREAM, "a")));
    }

    @Test
    void tellsOfAConversationWhoseHeaderIsUnchangedButNotItsUtterances() {
        Revision revision = revision(STREAM, 1, 1)
                .unchangedConversation("a", 0, 10)
                .removesUtterance("u", "a")
                .unchangedConversation("b", 500, 510)
                .build();

        assertThat(ConversationEvents.of(revision)).singleElement().satisfies(event -> {
            assertThat(event.conversationId()).isEqualTo(id(STREAM, "a"));
            assertThat(event.removedUtterances()).containsExactly(id(STREAM, "u"));
        });
    }

    @Test
    void sharesManyUtterancesAmongSeveralEventsOfTheRevision() {
        RevisionBuilder many = revision(STREAM, 1, 1).buckets(0, 2).conversation("a", 0, 1201, "S1", "S1", "S1");
        for (int i = 0; i <= 1200; i++) many.utterance("u" + i, "a", i, i + 1, "word");
        List<ConversationEvent> events =
                ConversationEvents.of(many.removesUtterance("v", "a").build());

        assertThat(events).extracting(event -> event.utterances().size()).containsExactly(500, 500, 201);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.conversationId()).isEqualTo(id(STREAM, "a"));
            assertThat(event.voices()).hasSize(3);
            assertThat(event.revision()).isEqualTo(1);
        });
        assertThat(events.stream().flatMap(event -> event.utterances().stream()))
                .extracting(ConversationEvent.Utterance::utteranceId)
                .doesNotHaveDuplicates();
        assertThat(events)
                .extracting(ConversationEvent::removedUtterances)
                .containsExactly(List.of(id(STREAM, "v")), List.of(), List.of());
        assertThat(events)
                .extracting(ConversationEvent::replaces)
                .containsExactly(
                        List.of(new Range(RevisionBuilder.at(0), RevisionBuilder.at(1_800))), List.of(), List.of());
    }

    @Test
    void saysInTheFirstEventWhichTimesTheRevisionSpeaksFor() {
        Revision revision = revision(STREAM, 1, 1)
                .buckets(0, 1)
                .knownBuckets(2, 2)
                .buckets(5, 5)
                .conversation("a", 0, 10, "S1")
                .removesConversation("b", 100, 101)
                .build();

        assertThat(ConversationEvents.of(revision))
                .extracting(ConversationEvent::replaces)
                .containsExactly(
                        List.of(
                                new Range(RevisionBuilder.at(0), RevisionBuilder.at(1_800)),
                                new Range(RevisionBuilder.at(3_000), RevisionBuilder.at(3_600))),
                        List.of());
    }

    @Test
    void makesNoEventWhereNothingIsSaidOfTheTimes() {
        assertThat(ConversationEvents.of(revision(STREAM, 1, 1).buckets(0, 1).build()))
                .isEmpty();
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
    void readsWhatItWrote() throws IOException {
        for (ConversationEvent event : ConversationEvents.of(MERGE)) {
            assertThat(JSON.readValue(written(event).value(), ConversationEvent.class))
                    .isEqualTo(event);
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
    void sinksAndSourceCanBeShipped() {
        KafkaSettings settings = new KafkaSettings(
                "127.0.0.1:9092", Map.of("security.protocol", "PLAINTEXT"), KafkaSettings.Topics.DEFAULT);

        for (Object shipped : List.of(
                ConversationEvents.sink(settings), DeadLetterSink.sink(settings), AudioChunkSource.source(settings))) {
            assertThatCode(() -> InstantiationUtil.serializeObject(shipped)).doesNotThrowAnyException();
        }
    }
}
