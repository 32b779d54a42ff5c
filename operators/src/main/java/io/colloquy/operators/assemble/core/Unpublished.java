package io.colloquy.operators.assemble.core;

import java.util.List;
import java.util.TreeSet;

/**
 * What has changed since the last revision.
 *
 * @param firstAt when the first of it changed, ms since the epoch
 * @param lastAt when the last of it did
 * @param buckets that may differ, ascending
 * @param days whose account differs, ascending
 */
public record Unpublished(long firstAt, long lastAt, List<Long> buckets, List<Long> days) {

    public Unpublished {
        buckets = List.copyOf(buckets);
        days = List.copyOf(days);
    }

    /** Adds a change to what there is, which may be null. */
    static Unpublished add(Unpublished known, long now, TreeSet<Long> buckets, TreeSet<Long> days) {
        if (known == null) return new Unpublished(now, now, List.copyOf(buckets), List.copyOf(days));
        buckets.addAll(known.buckets);
        days.addAll(known.days);
        return new Unpublished(known.firstAt, now, List.copyOf(buckets), List.copyOf(days));
    }
}
