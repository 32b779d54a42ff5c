package io.colloquy.operators.admit;

import io.colloquy.schemas.StreamId;

/**
 * What a record adds to the account of a stream and day.
 *
 * @param day days since the epoch, UTC
 * @param receivedMs of the accepted record's audio
 * @param duplicateMs of it that is a repeat: all or nothing
 */
public record Account(
        StreamId stream,
        long day,
        long receivedMs,
        long duplicateMs,
        int chunks,
        int duplicateChunks,
        int rejectedChunks) {

    /** A chunk that was not known before. */
    public static Account received(StreamId stream, long day, long ms) {
        return new Account(stream, day, ms, 0, 1, 0, 0);
    }

    /** Another record of a chunk that is known. */
    public static Account repeated(StreamId stream, long day, long ms) {
        return new Account(stream, day, ms, ms, 1, 1, 0);
    }

    /** A record that became a dead letter. */
    public static Account rejected(StreamId stream, long day) {
        return new Account(stream, day, 0, 0, 0, 0, 1);
    }
}
