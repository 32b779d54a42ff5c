package io.colloquy.operators.core.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Which ten-minute buckets ({@link io.colloquy.schemas.Timeline#bucket}) of a stream hold anything. So the oldest ones
 * are found without a scan.
 *
 * <p>It is a tree of bit sets. A bit of a leaf is a bucket; a bit of any other node is a child that is not empty. To
 * find the oldest bucket takes as many lookups as the tree is high, however far apart the buckets lie.
 */
public final class OccupiedBuckets {
    /** The state that holds the nodes. */
    public static final StateSpec<Long, Long> STATE =
            StateSpec.of("occupied", Keys.NUMBER, StateCodec.of("occupied-node", CommonLayouts.BITS));

    /** The binary logarithm of a node's children: as many as a long has bits. */
    private static final int FAN_OUT = 6;
    /** Enough for every instant that a long can hold in µs. */
    private static final int HEIGHT = 6;
    /** A node's key has its level in the bits above these, and its index on the level in these. */
    private static final int INDEX_BITS = FAN_OUT * HEIGHT;

    private final Entries<Long, Long> nodes;

    /** @param nodes used for nothing else; empty at first */
    public OccupiedBuckets(Entries<Long, Long> nodes) {
        this.nodes = nodes;
    }

    /** Marks a bucket as occupied. Costs one lookup if it is already. */
    public void mark(long bucket) {
        requireInRange(bucket);
        for (int level = 0; level < HEIGHT; level++) {
            long node = node(level, bucket);
            long was = nodes.get(node, 0L);
            long now = was | bit(level, bucket);
            if (now == was) return;
            nodes.put(node, now);
            if (was != 0) return;
        }
    }

    /** Marks a bucket as empty. */
    public void clear(long bucket) {
        requireInRange(bucket);
        for (int level = 0; level < HEIGHT; level++) {
            long node = node(level, bucket);
            long now = nodes.get(node, 0L) & ~bit(level, bucket);
            nodes.put(node, now == 0 ? null : now);
            if (now != 0) return;
        }
    }

    /** The oldest of the occupied buckets before {@code end}, ascending, at most {@code most} of them. */
    public List<Long> oldestBefore(long end, int most) {
        return oldestBetween(0, end, most);
    }

    /** The oldest of the occupied buckets in {@code [from, end)}, ascending, at most {@code most} of them. */
    public List<Long> oldestBetween(long from, long end, int most) {
        List<Long> found = new ArrayList<>();
        collect(HEIGHT - 1, 0, new Search(from, end, most), found);
        return found;
    }

    private record Search(long from, long end, int most) {}

    private void collect(int level, long index, Search search, List<Long> found) {
        long children = nodes.get(key(level, index), 0L);
        for (; children != 0 && found.size() < search.most; children &= children - 1) {
            long child = (index << FAN_OUT) + Long.numberOfTrailingZeros(children);
            if (child << FAN_OUT * level >= search.end) return;
            if (child + 1 << FAN_OUT * level <= search.from) continue;
            if (level == 0) found.add(child);
            else collect(level - 1, child, search, found);
        }
    }

    /** The key of the node on this level that is above the bucket. */
    private static long node(int level, long bucket) {
        return key(level, bucket >> FAN_OUT * (level + 1));
    }

    private static long key(int level, long index) {
        return (long) level << INDEX_BITS | index;
    }

    /** The bit, in that node, of the child that leads to the bucket. */
    private static long bit(int level, long bucket) {
        return 1L << (bucket >> FAN_OUT * level); // the shift takes the lowest bits of its distance alone
    }

    private static void requireInRange(long bucket) {
        if (bucket < 0 || bucket >> INDEX_BITS != 0) throw new IllegalArgumentException("bucket " + bucket);
    }
}
