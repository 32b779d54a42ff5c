package io.colloquy.operators.core.assemble;

/**
 * How far the assembly of a stream has come.
 *
 * @param newest start of a chunk so far, µs since the epoch
 * @param waited the newest start when the present wait began, µs since the epoch
 * @param since when the present wait began, ms since the epoch
 * @param incarnation that waits
 * @param settled a start, µs since the epoch: what was accepted before it has come, since it was known for long enough
 * @param from nothing changes any more in buckets before this one
 * @param farthest by how much an utterance was told at another time than its own, at the most, µs
 * @param hurriedAt when a revision was last made without waiting for quiet, ms since the epoch
 * @param again how far everything has been published again
 */
public record AssemblyProgress(
        long newest,
        long waited,
        long since,
        long incarnation,
        long settled,
        long from,
        long farthest,
        long hurriedAt,
        PublishedAgain again) {
    static final AssemblyProgress NONE =
            new AssemblyProgress(Long.MIN_VALUE, Long.MIN_VALUE, 0, 0, Long.MIN_VALUE, 0, 0, 0, PublishedAgain.NEVER);

    /** After the arrival of a chunk that starts there. */
    AssemblyProgress after(long start, long incarnation, long now, long patience) {
        long newest = Math.max(this.newest, start);
        if (incarnation != this.incarnation) return with(newest, newest, now, incarnation, settled);
        if (now - since < patience) return with(newest, waited, since, incarnation, settled);
        return with(newest, newest, now, incarnation, waited);
    }

    private AssemblyProgress with(long newest, long waited, long since, long incarnation, long settled) {
        return new AssemblyProgress(newest, waited, since, incarnation, settled, from, farthest, hurriedAt, again);
    }

    AssemblyProgress endedBefore(long bucket) {
        return new AssemblyProgress(newest, waited, since, incarnation, settled, bucket, farthest, hurriedAt, again);
    }

    AssemblyProgress withShift(long shift) {
        long most = Math.max(farthest, Math.abs(shift));
        return new AssemblyProgress(newest, waited, since, incarnation, settled, from, most, hurriedAt, again);
    }

    AssemblyProgress hurried(long now) {
        return new AssemblyProgress(newest, waited, since, incarnation, settled, from, farthest, now, again);
    }

    AssemblyProgress with(PublishedAgain again) {
        return new AssemblyProgress(newest, waited, since, incarnation, settled, from, farthest, hurriedAt, again);
    }
}
