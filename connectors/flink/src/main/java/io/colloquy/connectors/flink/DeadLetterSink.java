package io.colloquy.connectors.flink;

import io.colloquy.connectors.kafka.DeadLetterFormat;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.schemas.DeadLetter;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes dead letters in the {@link DeadLetterFormat}, at least once. */
public final class DeadLetterSink {
    private DeadLetterSink() {}

    public static KafkaSink<DeadLetter> sink(KafkaSettings settings) {
        return KafkaSink.<DeadLetter>builder()
                .setBootstrapServers(settings.bootstrap())
                .setKafkaProducerConfig(settings.producer(Topics.MAX_LETTER_BYTES))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Letters(DeadLetterFormat.of(settings)))
                .build();
    }

    record Letters(DeadLetterFormat format) implements KafkaRecordSerializationSchema<DeadLetter> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
            return format.record(letter);
        }
    }
}
