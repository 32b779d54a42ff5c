package io.colloquy.connectors.kafka;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as Kafka's consumer gives them. */
public final class RawRecords {
    private RawRecords() {}

    /** The record with its bytes unread, and where it lies. */
    public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
        Origin origin = new Origin(record.topic(), record.partition(), record.offset());
        return new RawRecord(record.key(), record.value(), origin, record.timestamp());
    }
}
