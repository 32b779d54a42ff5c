package io.colloquy.connectors.kafka;

import io.colloquy.connectors.KafkaSettings;
import io.colloquy.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What could not be accepted, untouched, with the reason in its headers. */
public final class DeadLetters {
    private DeadLetters() {}

    public static KafkaSink<DeadLetter> sink(KafkaSettings settings) {
        return KafkaSink.<DeadLetter>builder()
                .setBootstrapServers(settings.bootstrap())
                .setKafkaProducerConfig(properties(settings))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Untouched(settings.topics().deadLetters()))
                .build();
    }

    /**
     * A record may be far larger than the batch it came in, which was compressed; so is the one it leaves in. The
     * producer measures it before.
     */
    private static Properties properties(KafkaSettings settings) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(64 << 20));
        properties.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(96 << 20));
        properties.putAll(settings.properties());
        return properties;
    }

    /** Key and value as they came, null where they were null. */
    record Untouched(String topic) implements KafkaRecordSerializationSchema<DeadLetter> {

        @Override
        public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic, null, letter.record().key(), letter.record().value(), headers(letter));
        }

        private static Headers headers(DeadLetter letter) {
            Headers headers = new RecordHeaders();
            headers.add("reason", utf8(letter.reason()));
            headers.add("detail", utf8(letter.detail()));
            headers.add("stage", utf8(letter.stage()));
            headers.add(
                    "failed_at", utf8(Instant.ofEpochMilli(letter.failedAt()).toString()));
            headers.add("origin", utf8(letter.record().origin().toString()));
            return headers;
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
