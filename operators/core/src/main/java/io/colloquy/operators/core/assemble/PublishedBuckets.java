package io.colloquy.operators.core.assemble;

import java.util.HashMap;
import java.util.Map;

/** What was published, as a revision changes it. Each bucket is read once, and written once if it changed. */
final class PublishedBuckets {
    private final AssembleState state;
    private final long incarnation;
    private final Map<Long, PublishedBucket> before = new HashMap<>();
    private final Map<Long, PublishedBucket> now = new HashMap<>();

    PublishedBuckets(AssembleState state, long incarnation) {
        this.state = state;
        this.incarnation = incarnation;
    }

    /** Whether another incarnation published it last. Then this state may not know what is stored. */
    boolean isOfOtherIncarnation(long bucket) {
        return before(bucket).incarnation() != incarnation;
    }

    /** As it was before the revision. */
    PublishedBucket before(long bucket) {
        return before.computeIfAbsent(bucket, state::published);
    }

    /** As it is so far. */
    PublishedBucket now(long bucket) {
        PublishedBucket changed = now.get(bucket);
        return changed == null ? before(bucket) : changed;
    }

    void put(long bucket, PublishedBucket published) {
        now.put(bucket, published);
    }

    void store() {
        now.forEach((bucket, published) -> {
            if (!published.equals(before(bucket))) state.published().put(bucket, published);
        });
    }
}
