package io.colloquy.operators.core.assemble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a tree node keeps of its children. So a conversation of any length is known from the nodes above one of its
 * buckets.
 *
 * @param children the fragments of each child, by the child's number: only of conversations that reach beyond the
 *     child, so at most two
 */
public record ChildFragments(List<List<ConversationFragment>> children) {
    static final ChildFragments EMPTY = new ChildFragments(Collections.nCopies(TreeNode.CHILDREN, List.of()));

    public ChildFragments {
        if (children.size() != TreeNode.CHILDREN) throw new IllegalArgumentException("a node has eight children");
        children = children.stream().map(List::copyOf).toList();
    }

    ChildFragments with(int child, List<ConversationFragment> fragments) {
        List<List<ConversationFragment>> changed = new ArrayList<>(children);
        changed.set(child, fragments);
        return new ChildFragments(changed);
    }

    boolean isEmpty() {
        return children.stream().allMatch(List::isEmpty);
    }

    /**
     * The fragments, one chain for each conversation.
     *
     * @param node to which these children belong
     */
    List<FragmentChain> chains(TreeNode node) {
        List<FragmentChain> chains = new ArrayList<>();
        List<FragmentChain.ChildFragment> parts = new ArrayList<>();
        for (int child = 0; child < children.size(); child++) {
            for (ConversationFragment fragment : children.get(child)) {
                if (!fragment.continues() && !parts.isEmpty()) {
                    chains.add(new FragmentChain(node, parts));
                    parts = new ArrayList<>();
                }
                parts.add(new FragmentChain.ChildFragment(node.child(child), fragment));
            }
        }
        if (!parts.isEmpty()) chains.add(new FragmentChain(node, parts));
        return chains;
    }
}
