package io.colloquy.operators.assemble.core;

/**
 * How far the assembly of a stream has come.
 *
 * @param newest start of a chunk so far, µs since the epoch
 * @param settled the newest start that was known long enough for what was accepted before it to have come; µs since the
 *     epoch
 * @param since when {@code newest} began to be waited for, ms since the epoch
 * @param attempt of the job that waits
 * @param from nothing changes any more in buckets before this one
 */
public record Progress(long newest, long settled, long since, long attempt, long from) {
    static final Progress NONE = new Progress(Long.MIN_VALUE, Long.MIN_VALUE, 0, 0, 0);

    /** A chunk that starts there came. */
    Progress after(long start, long attempt, long now, long patience) {
        long newest = Math.max(this.newest, start);
        if (attempt != this.attempt) return new Progress(newest, settled, now, attempt, from);
        if (now - since < patience) return new Progress(newest, settled, since, attempt, from);
        return new Progress(newest, this.newest, now, attempt, from);
    }

    Progress endedBefore(long bucket) {
        return new Progress(newest, settled, since, attempt, bucket);
    }
}
