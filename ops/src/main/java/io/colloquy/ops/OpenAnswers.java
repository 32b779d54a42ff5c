package io.colloquy.ops;

import java.time.Duration;

/** Tells whether the models have answered what came again, from what the ledger has as pending. */
final class OpenAnswers {
    /** What is pending and gets no less for so long, while the job runs, is what devices are sending now. */
    static final Duration LIVE = Duration.ofSeconds(60);

    private final long before;
    private final long published;
    private long least = Long.MAX_VALUE;
    private long since;

    /**
     * @param before what was pending, in ms, when the live job ended
     * @param published when all that came again is in the ledger, as {@link System#nanoTime} tells it
     */
    OpenAnswers(long before, long published) {
        this.before = before;
        this.published = published;
        this.since = published;
    }

    /**
     * @param pendingMs audio that waits for the models
     * @param running whether all subtasks run: else nothing is heard, and nothing can get less
     * @param now as {@link System#nanoTime} tells it
     */
    boolean areIn(long pendingMs, boolean running, long now) {
        if (now - published < 0) return false;
        if (!running || pendingMs < least) {
            least = Math.min(least, pendingMs);
            since = now;
        }
        return running && (pendingMs <= before || now - since > LIVE.toNanos());
    }
}
