package io.colloquy.operators.core.assemble;

/**
 * A node of the tree over the buckets of a stream. On level 0 it is a bucket; above, it is eight nodes of the level
 * below, counted since the epoch.
 *
 * @param index of its place on the level
 */
record TreeNode(int level, long index) {
    static final int CHILDREN = 8;

    /** On this level one node holds every instant that a long can hold in µs. */
    static final int HIGHEST = 12;

    private static final int INDEX_BITS = 56;

    TreeNode {
        if (level > HIGHEST) throw new IllegalArgumentException("no level above holds more");
    }

    static TreeNode bucket(long bucket) {
        return new TreeNode(0, bucket);
    }

    TreeNode parent() {
        return new TreeNode(level + 1, Math.floorDiv(index, CHILDREN));
    }

    /** The node above this one on a level that is not lower; on the same level, this one. */
    TreeNode ancestor(int level) {
        TreeNode node = this;
        while (node.level < level) node = node.parent();
        return node;
    }

    /** Its number among its parent's children. */
    int number() {
        return (int) Math.floorMod(index, (long) CHILDREN);
    }

    TreeNode child(int number) {
        return new TreeNode(level - 1, index * CHILDREN + number);
    }

    boolean contains(TreeNode other) {
        return other.level <= level && other.ancestor(level).equals(this);
    }

    /** The key of its entry in the state. */
    long key() {
        return (long) level << INDEX_BITS | index;
    }
}
