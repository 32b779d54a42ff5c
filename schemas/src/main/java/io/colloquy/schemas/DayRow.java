package io.colloquy.schemas;

/**
 * The account of a stream and a UTC day: received = speech + silence + duplicate + failed + pending, to the
 * millisecond.
 *
 * @param day days since the epoch, of the chunks' starts (of the record's time for rejected ones)
 */
public record DayRow(
        long day,
        long receivedMs,
        long speechMs,
        long silenceMs,
        long duplicateMs,
        long failedMs,
        long pendingMs,
        int chunks,
        int duplicateChunks,
        int rejectedChunks) {

    /** Whether each received millisecond is in exactly one account. */
    public boolean balanced() {
        return receivedMs == speechMs + silenceMs + duplicateMs + failedMs + pendingMs
                && pendingMs >= 0
                && silenceMs >= 0;
    }
}
