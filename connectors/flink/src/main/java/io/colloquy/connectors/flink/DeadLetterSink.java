package io.colloquy.connectors.flink;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What could not be accepted, untouched, with the reason in its headers. A record that is too large for a letter (key and
 * value above some 4 MiB, or above {@code max.request.size} where the settings give less) leaves its value where it lies,
 * and a key that alone is too large as well: the header {@code truncated} then gives the value's length in bytes, and
 * {@code origin} says where to find it. A topic for letters that others created must take messages of 4 MiB.
 */
public final class DeadLetterSink {
    /** Room for the headers and what Kafka adds. */
    private static final int HEADER_BYTES = 64 << 10;

    private DeadLetterSink() {}

    public static KafkaSink<DeadLetter> sink(KafkaSettings settings) {
        return KafkaSink.<DeadLetter>builder()
                .setBootstrapServers(settings.bootstrap())
                .setKafkaProducerConfig(properties(settings))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Untouched(settings.topics().deadLetters(), mostBytes(settings.properties())))
                .build();
    }

    private static Properties properties(KafkaSettings settings) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topics.MAX_LETTER_BYTES));
        properties.putAll(settings.properties());
        return properties;
    }

    /** How large key and value may be together: the producer measures a record before it compresses it. */
    static int mostBytes(Map<String, String> properties) {
        String request = properties.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        int most = request == null
                ? Topics.MAX_LETTER_BYTES
                : Math.min(Topics.MAX_LETTER_BYTES, Integer.parseInt(request.strip()));
        return most - HEADER_BYTES;
    }

    /**
     * Key and value as they came, null where they were null.
     *
     * @param mostBytes of key and value together
     */
    record Untouched(String topic, int mostBytes) implements KafkaRecordSerializationSchema<DeadLetter> {

        @Override
        public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
            byte[] key = letter.record().key();
            byte[] value = letter.record().value();
            Headers headers = headers(letter);
            if (length(key) + length(value) <= mostBytes) return new ProducerRecord<>(topic, null, key, value, headers);
            headers.add("truncated", utf8(Long.toString(length(value))));
            return new ProducerRecord<>(topic, null, length(key) <= mostBytes ? key : null, null, headers);
        }

        private static long length(byte[] bytes) {
            return bytes == null ? 0 : bytes.length;
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
