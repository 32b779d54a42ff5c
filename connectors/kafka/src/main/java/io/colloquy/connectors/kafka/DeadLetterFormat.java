package io.colloquy.connectors.kafka;

import io.colloquy.schemas.DeadLetter;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Dead letters as records of their topic: key and value untouched, null where they were null, and the reason in
 * headers.
 *
 * <p>A record may be too large for a letter: key and value above some 4 MiB, or above {@code max.request.size} where
 * the settings give less. Then the letter comes without the value, and without a key that alone is too large. The
 * header {@code truncated} gives the value's length in bytes, and {@code origin} says where it lies. A topic for
 * letters that others created must take messages of 4 MiB.
 *
 * @param topic of the letters
 * @param mostBytes of key and value together
 */
public record DeadLetterFormat(String topic, int mostBytes) implements Serializable {
    /** Room for the headers and what Kafka adds. */
    private static final int HEADER_BYTES = 64 << 10;

    /** The format for a producer with {@code settings.producer(Topics.MAX_LETTER_BYTES)}. */
    public static DeadLetterFormat of(KafkaSettings settings) {
        return new DeadLetterFormat(settings.topics().deadLetters(), mostBytes(settings.properties()));
    }

    /** How large key and value may be together: the producer measures a record before it compresses it. */
    private static int mostBytes(Map<String, String> properties) {
        String request = properties.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        int most = request == null
                ? Topics.MAX_LETTER_BYTES
                : Math.min(Topics.MAX_LETTER_BYTES, Integer.parseInt(request.strip()));
        return most - HEADER_BYTES;
    }

    /** The record of a letter. */
    public ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
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
        headers.add("failed_at", utf8(Instant.ofEpochMilli(letter.failedAt()).toString()));
        headers.add("origin", utf8(letter.record().origin().toString()));
        return headers;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
