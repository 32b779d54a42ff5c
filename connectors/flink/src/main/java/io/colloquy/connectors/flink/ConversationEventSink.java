package io.colloquy.connectors.flink;

import io.colloquy.connectors.kafka.ConversationEventSerializer;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.schemas.ConversationEvent;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes events to the topic {@code conversations}, at least once. A stream's events must arrive in their order. */
public final class ConversationEventSink {
    private ConversationEventSink() {}

    public static KafkaSink<ConversationEvent> sink(KafkaSettings settings) {
        return KafkaSink.<ConversationEvent>builder()
                .setBootstrapServers(settings.bootstrap())
                .setKafkaProducerConfig(settings.producer(Topics.MAX_EVENT_BYTES))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Events(settings.topics().conversations()))
                .build();
    }

    record Events(String topic) implements KafkaRecordSerializationSchema<ConversationEvent> {
        private static final ConversationEventSerializer SERIALIZER = new ConversationEventSerializer();

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                ConversationEvent event, KafkaSinkContext context, Long timestamp) {
            return SERIALIZER.record(topic, event);
        }
    }
}
