package io.colloquy.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawRecordsTest {
    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ConsumerRecord<>(
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
                Optional.empty());
    }

    @Test
    void keepsBytesAsTheyAre() {
        byte[] key = {1, 2, (byte) 0xff};
        byte[] value = {'{', 'n', 'o'};

        RawRecord raw = RawRecords.of(record(key, value));

        assertThat(raw.key()).isEqualTo(key);
        assertThat(raw.value()).isEqualTo(value);
        assertThat(raw.origin()).isEqualTo(new Origin("audio-chunks", 3, 42));
        assertThat(raw.timestamp()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void mayHaveNeitherKeyNorValue() {
        RawRecord raw = RawRecords.of(record(null, null));

        assertThat(raw.key()).isNull();
        assertThat(raw.value()).isNull();
    }
}
