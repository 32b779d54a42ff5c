package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.Conversations.Conversation;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Says which speaker each voice of a conversation's buckets is. Labels are found by walking down the tree from the
 * conversation's root. To compare two versions, it walks only to where something differs.
 */
final class Labels {
    private final BucketTree before;
    private final BucketTree after;
    private final Set<Long> spokenFor;
    /** The buckets that differ or are spoken for, and all nodes above them. */
    private final Set<TreeNode> touched = new HashSet<>();

    /**
     * @param spokenFor buckets of which all labels are given, whether they differ or not
     * @param differing buckets that are not the same in both versions of the tree
     */
    Labels(BucketTree before, BucketTree after, Collection<Long> spokenFor, Collection<Long> differing) {
        this.before = before;
        this.after = after;
        this.spokenFor = Set.copyOf(spokenFor);
        spokenFor.forEach(this::touch);
        differing.forEach(this::touch);
    }

    private void touch(long bucket) {
        TreeNode node = TreeNode.bucket(bucket);
        while (touched.add(node) && node.level() < TreeNode.HIGHEST) node = node.parent();
    }

    /**
     * Labels, of each bucket all or none.
     *
     * @param differ whether some of them are not as they were before
     */
    record ChangedLabels(List<VoiceLabel> labels, boolean differ) {}

    /** A fragment of a conversation in one version of the tree, and the label of each of its voices. */
    private record LabelledFragment(
            BucketTree tree, TreeNode node, ConversationFragment fragment, FragmentChain root, int[] labels) {
        static LabelledFragment of(BucketTree tree, Conversation conversation) {
            int[] labels = IntStream.rangeClosed(1, conversation.speakers()).toArray();
            FragmentChain root = conversation.root();
            return new LabelledFragment(tree, root.node(), conversation.joined().fragment(), root, labels);
        }

        /** The fragments in the node's children. The node is not a bucket. */
        List<LabelledFragment> children() {
            FragmentChain chain = root != null ? root : tree.chain(node, fragment.start());
            List<int[]> numbers = tree.join(chain).numbers();
            List<LabelledFragment> children = new ArrayList<>();
            for (FragmentChain.ChildFragment child : chain.fragments()) {
                int[] labels = IntStream.of(numbers.get(children.size()))
                        .map(number -> this.labels[number])
                        .toArray();
                children.add(new LabelledFragment(tree, child.node(), child.fragment(), null, labels));
            }
            return children;
        }

        /** The label of each voice of the conversation. The node is a bucket. */
        List<VoiceLabel> voices() {
            for (BucketSummary.BucketFragment part : tree.summary(node.index()).fragments()) {
                if (part.fragment().start() != fragment.start()) continue;
                return IntStream.range(0, labels.length)
                        .mapToObj(
                                i -> new VoiceLabel(node.index(), part.voices().get(i), "S" + labels[i]))
                        .toList();
            }
            throw new IllegalStateException("a fragment is part of its bucket");
        }

        boolean isAs(LabelledFragment other) {
            return other != null
                    && other.node.equals(node)
                    && other.fragment.start() == fragment.start()
                    && Arrays.equals(other.labels, labels);
        }
    }

    /** The labels of all buckets. */
    List<VoiceLabel> all(Conversation now) {
        Walk walk = new Walk();
        walk.to(null, LabelledFragment.of(after, now));
        return walk.labels;
    }

    /** The labels of the buckets that are spoken for, or in which one differs. */
    ChangedLabels changed(Conversation was, Conversation now) {
        LabelledFragment old = LabelledFragment.of(before, was);
        LabelledFragment place = LabelledFragment.of(after, now);
        Walk walk = new Walk();
        walk.to(descend(old, place.node), place);
        return new ChangedLabels(walk.labels, walk.differ);
    }

    /**
     * Walks from an ancestor of the node down to the node. A place in the node, or elsewhere, stays as it is.
     */
    private static LabelledFragment descend(LabelledFragment place, TreeNode node) {
        LabelledFragment at = place;
        while (at != null && at.node.level() > node.level()) at = within(at.children(), node);
        return at;
    }

    private static LabelledFragment within(List<LabelledFragment> fragments, TreeNode node) {
        for (LabelledFragment place : fragments) if (place.node.contains(node)) return place;
        return null;
    }

    private final class Walk {
        final List<VoiceLabel> labels = new ArrayList<>();
        boolean differ;

        /** @param old what was in the same node, or in one below it; null if nothing was */
        void to(LabelledFragment old, LabelledFragment now) {
            if (now.isAs(old) && !touched.contains(now.node)) return;
            if (now.node.level() == 0) {
                tell(old, now);
                return;
            }
            List<LabelledFragment> was =
                    old == null ? List.of() : old.node.equals(now.node) ? old.children() : List.of(old);
            for (LabelledFragment child : now.children()) to(inside(was, child.node), child);
        }

        private void tell(LabelledFragment old, LabelledFragment now) {
            List<VoiceLabel> voices = now.voices();
            boolean differs = old == null || !voices.equals(old.voices());
            differ |= differs;
            if (differs || spokenFor.contains(now.node.index())) labels.addAll(voices);
        }
    }

    private static LabelledFragment inside(List<LabelledFragment> fragments, TreeNode node) {
        for (LabelledFragment place : fragments) if (node.contains(place.node)) return place;
        return null;
    }
}
