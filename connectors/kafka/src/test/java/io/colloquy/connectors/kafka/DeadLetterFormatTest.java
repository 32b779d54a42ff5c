package io.colloquy.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterFormatTest {
    private static final byte[] KEY = {1, 2, (byte) 0xff};
    private static final byte[] VALUE = "{not json".getBytes(StandardCharsets.UTF_8);

    private static ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value) {
        RawRecord record = new RawRecord(key, value, new Origin("audio-chunks", 3, 42), 1_700_000_000_000L);
        return new DeadLetterFormat("audio-chunks.dead-letters", 1_000)
                .record(new DeadLetter(record, "bad_json", "erwartet: {…}", "decode", 1_700_000_000_123L));
    }

    @Test
    void rejectedRecordKeepsItsBytes() {
        ProducerRecord<byte[], byte[]> letter = letter(KEY, VALUE);

        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
    }

    @Test
    void rejectedRecordMayHaveNeitherKeyNorValue() {
        ProducerRecord<byte[], byte[]> letter = letter(null, null);

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void rejectedRecordSaysWhyInItsHeaders() {
        Map<String, String> headers = headers(letter(KEY, VALUE));

        assertThat(headers)
                .containsOnly(
                        Map.entry("reason", "bad_json"),
                        Map.entry("detail", "erwartet: {…}"),
                        Map.entry("stage", "decode"),
                        Map.entry("failed_at", "2023-11-14T22:13:20.123Z"),
                        Map.entry("origin", "audio-chunks-3-42"));
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> letter) {
        return StreamSupport.stream(letter.headers().spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
    }

    @Test
    void recordTooLargeForALetterLeavesItsValueWhereItLies() {
        ProducerRecord<byte[], byte[]> whole = letter(KEY, new byte[997]);
        ProducerRecord<byte[], byte[]> truncated = letter(KEY, new byte[998]);

        assertThat(whole.value()).hasSize(997);
        assertThat(headers(whole)).doesNotContainKey("truncated");
        assertThat(truncated.key()).isEqualTo(KEY);
        assertThat(truncated.value()).isNull();
        assertThat(headers(truncated))
                .contains(
                        Map.entry("truncated", "998"),
                        Map.entry("reason", "bad_json"),
                        Map.entry("origin", "audio-chunks-3-42"));
    }

    @Test
    void keyTooLargeForALetterStaysWhereItLiesToo() {
        ProducerRecord<byte[], byte[]> letter = letter(new byte[1_001], null);

        assertThat(letter.key()).isNull();
        assertThat(headers(letter)).contains(Map.entry("truncated", "0"));
    }

    @Test
    void letterIsNeverLargerThanItsProducerAndTopicTake() {
        assertThat(mostBytes(Map.of())).isBetween(3 << 20, Topics.MAX_LETTER_BYTES - 1);
        assertThat(mostBytes(Map.of("max.request.size", "1048576"))).isBetween(900 << 10, (1 << 20) - 1);
    }

    private static int mostBytes(Map<String, String> properties) {
        return DeadLetterFormat.of(new KafkaSettings("127.0.0.1:9092", properties, KafkaSettings.TopicNames.DEFAULT))
                .mostBytes();
    }
}
