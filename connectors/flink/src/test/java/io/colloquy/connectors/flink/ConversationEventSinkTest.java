package io.colloquy.connectors.flink;

import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.colloquy.connectors.kafka.ConversationEventDeserializer;
import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ConversationEventSinkTest {
    private static final KafkaSettings SETTINGS = new KafkaSettings(
            "127.0.0.1:9092", Map.of("security.protocol", "PLAINTEXT"), KafkaSettings.TopicNames.DEFAULT);

    @Test
    void writesWhatAReaderOfTheTopicReads() {
        ConversationEvent event = ConversationEvents.of(revision(new StreamId("device", "owner"), 1, 1)
                        .buckets(0, 0)
                        .utterance("u", "c", 1, 2, "hello")
                        .conversation("c", 1, 2, "S1")
                        .build())
                .get(0);

        ProducerRecord<byte[], byte[]> record =
                new ConversationEventSink.Events("conversations").serialize(event, null, null);

        assertThat(record.topic()).isEqualTo("conversations");
        assertThat(record.key()).isEqualTo("device".getBytes(StandardCharsets.UTF_8));
        assertThat(new ConversationEventDeserializer().deserialize("conversations", record.value()))
                .isEqualTo(event);
    }

    @Test
    void canBeShipped() {
        assertThatCode(() -> InstantiationUtil.serializeObject(ConversationEventSink.sink(SETTINGS)))
                .doesNotThrowAnyException();
    }
}
