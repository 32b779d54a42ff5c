package io.colloquy.operators.core.assemble;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings a tree up to date with buckets that changed. First it says which runs continue a conversation: that depends on
 * buckets nearby alone. Then it updates the nodes above, as far up as a conversation reaches beyond them.
 */
final class BucketTreeUpdate {
    private final BucketTree before;
    private final BucketTree after;
    private final long gap;
    private final long reach;

    /**
     * @param before as stored
     * @param after the next version, into which changed buckets were put
     * @param gap of conversations, µs
     * @param reach how many buckets away the next run of a conversation may start
     */
    BucketTreeUpdate(BucketTree before, BucketTree after, long gap, long reach) {
        this.before = before;
        this.after = after;
        this.gap = gap;
        this.reach = reach;
    }

    /**
     * @param changed buckets
     * @param near the changed buckets, and those within reach of one
     * @return those that differ from what is stored
     */
    TreeSet<Long> apply(TreeSet<Long> changed, TreeSet<Long> near) {
        for (long bucket : near) if (isAnyOf(changed, bucket - reach, bucket)) linkBack(bucket);
        for (long bucket : near) linkAhead(bucket, near);
        TreeSet<Long> differing = new TreeSet<>();
        for (long bucket : near) if (after.isChanged(bucket)) differing.add(bucket);
        climb(differing);
        return differing;
    }

    /** Removes the oldest buckets. What is left of a conversation begins with its first run that stays. */
    void forget(List<Long> oldest) {
        TreeSet<Long> differing = new TreeSet<>(oldest);
        for (long bucket : oldest) {
            boolean continued = after.summary(bucket).continued();
            after.put(bucket, BucketSummary.EMPTY);
            if (continued) differing.add(beginAfter(bucket));
        }
        climb(differing);
    }

    private long beginAfter(long bucket) {
        long next = bucket + 1;
        while (after.summary(next).runs().isEmpty()) {
            if (next == bucket + reach) throw new IllegalStateException("nothing continues bucket " + bucket);
            next++;
        }
        after.put(next, after.summary(next).beginning());
        return next;
    }

    private static boolean isAnyOf(TreeSet<Long> buckets, long first, long last) {
        Long found = buckets.ceiling(first);
        return found != null && found <= last;
    }

    /** Says of each run whether it continues a conversation: whether less than the gap lies before it. */
    private void linkBack(long bucket) {
        BucketSummary summary = after.summary(bucket);
        if (summary.runs().isEmpty()) return;
        long end = Long.MIN_VALUE;
        for (long b = bucket - reach; b < bucket; b++)
            end = Math.max(end, after.summary(b).end());
        after.put(bucket, summary.linked(end, gap));
    }

    /** Says whether a later bucket continues this one's last run. If no bucket nearby changed, that stays as it is. */
    private void linkAhead(long bucket, Set<Long> near) {
        BucketSummary summary = after.summary(bucket);
        if (summary.runs().isEmpty()) return;
        boolean continued = false;
        for (long b = bucket + 1; b <= bucket + reach; b++) {
            if (!near.contains(b)) return;
            if (after.summary(b).runs().isEmpty()) continue;
            continued = after.summary(b).continues();
            break;
        }
        if (continued != summary.continued()) after.put(bucket, summary.continued(continued));
    }

    /** Looks at a parent only if the node has, or had, a fragment of a conversation that reaches beyond it. */
    private void climb(Set<Long> buckets) {
        TreeMap<Long, TreeNode> level = new TreeMap<>();
        for (long bucket : buckets) level.put(bucket, TreeNode.bucket(bucket));
        while (!level.isEmpty()) {
            TreeMap<Long, TreeNode> above = new TreeMap<>();
            for (TreeNode node : level.values()) {
                if (!before.isLinked(node) && !after.isLinked(node)) continue;
                TreeNode parent = node.parent();
                ChildFragments was = after.children(parent);
                ChildFragments is = was.with(node.number(), after.linked(node));
                if (is.equals(was)) continue;
                after.put(parent, is);
                above.put(parent.index(), parent);
            }
            level = above;
        }
    }
}
