package io.colloquy.connectors.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.Topics;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final byte[] KEY = {1, 2, (byte) 0xff};
    private static final byte[] VALUE = "{not json".getBytes(StandardCharsets.UTF_8);

    private static RawRecord read(byte[] key, byte[] value) {
        List<RawRecord> out = new ArrayList<>();
        new AudioChunkSource.Unread()
                .deserialize(
                        new ConsumerRecord<>(
                                "audio-chunks",
                                3,
                                42,
                                1_700_000_000_000L,
                                TimestampType.LOG_APPEND_TIME,
                                -1,
                                -1,
                                key,
                                value,
                                new RecordHeaders(),
                                Optional.empty()),
                        new ListCollector<>(out));
        return out.get(0);
    }

    private static ProducerRecord<byte[], byte[]> refused(RawRecord record) {
        DeadLetter letter = new DeadLetter(record, "bad_json", "erwartet: {…}", "decode", 1_700_000_000_123L);
        return new DeadLetterSink.Untouched("audio-chunks.dead-letters", 1_000).serialize(letter, null, null);
    }

    @Test
    void readsBytesAsTheyAre() {
        RawRecord record = read(KEY, VALUE);

        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.value()).isEqualTo(VALUE);
        assertThat(record.origin()).isEqualTo(new Origin("audio-chunks", 3, 42));
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void refusedRecordKeepsItsBytes() {
        ProducerRecord<byte[], byte[]> letter = refused(read(KEY, VALUE));

        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
    }

    @Test
    void refusedRecordMayHaveNeitherKeyNorValue() {
        ProducerRecord<byte[], byte[]> letter = refused(read(null, null));

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void refusedRecordSaysWhyInItsHeaders() {
        Map<String, String> headers = headers(refused(read(KEY, VALUE)));

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
        ProducerRecord<byte[], byte[]> whole = refused(read(KEY, new byte[997]));
        ProducerRecord<byte[], byte[]> truncated = refused(read(KEY, new byte[998]));

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
        ProducerRecord<byte[], byte[]> letter = refused(read(new byte[1_001], null));

        assertThat(letter.key()).isNull();
        assertThat(headers(letter)).contains(Map.entry("truncated", "0"));
    }

    @Test
    void letterIsNeverLargerThanItsProducerAndTopicTake() {
        assertThat(DeadLetterSink.mostBytes(Map.of())).isBetween(3 << 20, Topics.MAX_LETTER_BYTES - 1);
        assertThat(DeadLetterSink.mostBytes(Map.of("max.request.size", "1048576")))
                .isBetween(900 << 10, (1 << 20) - 1);
    }
}
