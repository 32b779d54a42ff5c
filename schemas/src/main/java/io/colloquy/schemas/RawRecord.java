package io.colloquy.schemas;

/**
 * A record as Kafka holds it, unread.
 *
 * @param key null where the record has none
 * @param value null for a tombstone
 * @param timestamp when Kafka appended it, ms since the epoch
 */
public record RawRecord(byte[] key, byte[] value, Origin origin, long timestamp) {

    /** Without the payload: audio never reaches a log. */
    @Override
    public String toString() {
        return "record " + origin;
    }
}
