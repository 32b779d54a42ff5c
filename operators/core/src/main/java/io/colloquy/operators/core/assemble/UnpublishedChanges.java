package io.colloquy.operators.core.assemble;

import java.util.List;
import java.util.TreeSet;

/**
 * What has changed since the last revision.
 *
 * @param firstAt when the first change came, ms since the epoch
 * @param lastAt when the last change came, ms since the epoch
 * @param dueAt when to publish it, even though changes go on, ms since the epoch; {@link Long#MAX_VALUE} where none of
 *     it is urgent
 * @param buckets that may differ, ascending
 * @param days whose account differs, ascending
 * @param settling buckets of which nothing may be said but that conversations settle, ascending
 */
public record UnpublishedChanges(
        long firstAt, long lastAt, long dueAt, List<Long> buckets, List<Long> days, List<Long> settling) {
    /** When to publish what is not urgent. */
    static final long WHEN_QUIET = Long.MAX_VALUE;

    public UnpublishedChanges {
        buckets = List.copyOf(buckets);
        days = List.copyOf(days);
        settling = List.copyOf(settling);
    }

    /** Buckets and accounts that may differ. @param dueAt {@link #WHEN_QUIET} where it is not urgent */
    static UnpublishedChanges of(TreeSet<Long> buckets, TreeSet<Long> days, long now, long dueAt) {
        return new UnpublishedChanges(now, now, dueAt, List.copyOf(buckets), List.copyOf(days), List.of());
    }

    /** Buckets in which conversations settle, to be published at once: some whole, of others just that. */
    static UnpublishedChanges settling(TreeSet<Long> whole, TreeSet<Long> settling, long now) {
        return new UnpublishedChanges(now, now, now, List.copyOf(whole), List.of(), List.copyOf(settling));
    }

    /** These, and those that were known before. @param known null if there were none */
    UnpublishedChanges after(UnpublishedChanges known) {
        if (known == null) return this;
        return new UnpublishedChanges(
                known.firstAt,
                lastAt,
                Math.min(known.dueAt, dueAt),
                union(known.buckets, buckets),
                union(known.days, days),
                union(known.settling, settling));
    }

    private static List<Long> union(List<Long> some, List<Long> others) {
        TreeSet<Long> all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
