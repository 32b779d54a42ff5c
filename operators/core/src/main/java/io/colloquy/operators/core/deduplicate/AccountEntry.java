package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.schemas.StreamId;

/**
 * What a record adds to the account of a stream and day.
 *
 * @param day days since the epoch, UTC
 * @param receivedMs length of the accepted record's audio
 * @param duplicateMs how much of it is a repeat: all or nothing
 */
public record AccountEntry(
        StreamId stream,
        long day,
        long receivedMs,
        long duplicateMs,
        int chunks,
        int duplicateChunks,
        int rejectedChunks) {

    /** How it travels. */
    public static final MessageCodec<AccountEntry> CODEC = MessageCodec.of("account-entry", new AccountEntryLayout());

    /** A chunk that was not known before. */
    public static AccountEntry received(StreamId stream, long day, long ms) {
        return new AccountEntry(stream, day, ms, 0, 1, 0, 0);
    }

    /** Another record of a chunk that is known. */
    public static AccountEntry repeated(StreamId stream, long day, long ms) {
        return new AccountEntry(stream, day, ms, ms, 1, 1, 0);
    }

    /** A record that became a dead letter. */
    public static AccountEntry rejected(StreamId stream, long day) {
        return new AccountEntry(stream, day, 0, 0, 0, 0, 1);
    }
}
