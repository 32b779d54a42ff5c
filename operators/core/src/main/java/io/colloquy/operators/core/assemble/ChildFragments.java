package io.colloquy.operators.core.assemble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a node keeps of its children, so that a conversation however long is known from the nodes above one of its
 * buckets.
 *
 * @param children by number: of each, the segments of conversations that don't lie in it whole, at most two
 */
public record ChildFragments(List<List<ConversationFragment>> children) {
    static final ChildFragments EMPTY = new ChildFragments(Collections.nCopies(TreeNode.CHILDREN, List.of()));

    public ChildFragments {
        if (children.size() != TreeNode.CHILDREN) throw new IllegalArgumentException("a span has eight children");
        children = children.stream().map(List::copyOf).toList();
    }

    ChildFragments with(int child, List<ConversationFragment> segments) {
        List<List<ConversationFragment>> changed = new ArrayList<>(children);
        changed.set(child, segments);
        return new ChildFragments(changed);
    }

    boolean isEmpty() {
        return children.stream().allMatch(List::isEmpty);
    }

    /** Its segments, joined where they are of one conversation; {@code node} is where it lies. */
    List<FragmentChain> stretches(TreeNode node) {
        List<FragmentChain> stretches = new ArrayList<>();
        List<FragmentChain.Part> parts = new ArrayList<>();
        for (int child = 0; child < children.size(); child++) {
            for (ConversationFragment segment : children.get(child)) {
                if (!segment.continues() && !parts.isEmpty()) {
                    stretches.add(new FragmentChain(node, parts));
                    parts = new ArrayList<>();
                }
                parts.add(new FragmentChain.Part(node.child(child), segment));
            }
        }
        if (!parts.isEmpty()) stretches.add(new FragmentChain(node, parts));
        return stretches;
    }
}
