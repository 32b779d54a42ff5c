package io.colloquy.operators.core.assemble;

import java.util.List;
import java.util.TreeSet;

/**
 * What has changed since the last revision.
 *
 * @param firstAt when the first change came, ms since the epoch
 * @param lastAt when the last change came, ms since the epoch
 * @param buckets that may differ, ascending
 * @param days whose account differs, ascending
 * @param settling buckets of which nothing may be said but that conversations settle, ascending
 */
public record UnpublishedChanges(long firstAt, long lastAt, List<Long> buckets, List<Long> days, List<Long> settling) {

    public UnpublishedChanges {
        buckets = List.copyOf(buckets);
        days = List.copyOf(days);
        settling = List.copyOf(settling);
    }

    /**
     * Adds a change.
     *
     * @param known null if there was none
     */
    static UnpublishedChanges add(UnpublishedChanges known, long now, TreeSet<Long> buckets, TreeSet<Long> days) {
        return add(known, new UnpublishedChanges(now, now, List.copyOf(buckets), List.copyOf(days), List.of()));
    }

    /** Adds buckets in which conversations settle, to be published at once: some whole, of others just that. */
    static UnpublishedChanges settle(UnpublishedChanges known, long due, TreeSet<Long> whole, TreeSet<Long> settling) {
        return add(known, new UnpublishedChanges(due, due, List.copyOf(whole), List.of(), List.copyOf(settling)));
    }

    private static UnpublishedChanges add(UnpublishedChanges known, UnpublishedChanges more) {
        if (known == null) return more;
        return new UnpublishedChanges(
                known.firstAt,
                more.lastAt,
                union(known.buckets, more.buckets),
                union(known.days, more.days),
                union(known.settling, more.settling));
    }

    private static List<Long> union(List<Long> some, List<Long> others) {
        TreeSet<Long> all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
