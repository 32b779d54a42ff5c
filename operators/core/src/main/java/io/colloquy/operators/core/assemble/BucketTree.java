package io.colloquy.operators.core.assemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The tree over the buckets of a stream in one version: as it is stored, or as a revision changes it. Each entry of the
 * state is read once.
 */
final class BucketTree {
    private final Function<Long, BucketSummary> summariesBefore;
    private final Function<TreeNode, ChildFragments> spansBefore;
    private final Map<Long, BucketSummary> summaries = new HashMap<>();
    private final Map<TreeNode, ChildFragments> spans = new HashMap<>();
    /** Shared by versions, in which most are the same: to cluster voices takes longer than all else. */
    private final Map<FragmentChain, FragmentChain.Joined> joined;

    private BucketTree(
            Function<Long, BucketSummary> summariesBefore,
            Function<TreeNode, ChildFragments> spansBefore,
            Map<FragmentChain, FragmentChain.Joined> joined) {
        this.summariesBefore = summariesBefore;
        this.spansBefore = spansBefore;
        this.joined = joined;
    }

    static BucketTree stored(AssembleState state) {
        return new BucketTree(state::summary, state::span, new HashMap<>());
    }

    /** A version that may be changed while this one stays. */
    BucketTree next() {
        return new BucketTree(this::summary, this::span, joined);
    }

    BucketSummary summary(long bucket) {
        return summaries.computeIfAbsent(bucket, summariesBefore);
    }

    void put(long bucket, BucketSummary summary) {
        summaries.put(bucket, summary);
    }

    ChildFragments span(TreeNode node) {
        return spans.computeIfAbsent(node, spansBefore);
    }

    void put(TreeNode node, ChildFragments span) {
        spans.put(node, span);
    }

    boolean isChanged(long bucket) {
        return !summary(bucket).equals(summariesBefore.apply(bucket));
    }

    /** Whether the node holds a part of a conversation that goes on beyond it. */
    boolean isLinked(TreeNode node) {
        if (node.level() == 0)
            return summary(node.index()).continues() || summary(node.index()).continued();
        return span(node).stretches(node).stream().anyMatch(stretch -> !stretch.isWhole());
    }

    /** Of conversations that go on beyond the node, what lies in it: what its parent keeps of it. */
    List<ConversationFragment> linked(TreeNode node) {
        List<ConversationFragment> linked = new ArrayList<>();
        if (node.level() == 0) {
            for (BucketSummary.Part part : summary(node.index()).parts()) {
                if (!part.segment().isWhole()) linked.add(part.segment());
            }
            return linked;
        }
        for (FragmentChain stretch : span(node).stretches(node)) {
            if (!stretch.isWhole()) linked.add(join(stretch).segment());
        }
        return linked;
    }

    /** What of the conversation with a segment that starts then lies in this node, which is not a bucket. */
    FragmentChain stretch(TreeNode node, long start) {
        for (FragmentChain stretch : span(node).stretches(node)) {
            for (FragmentChain.Part part : stretch.parts()) if (part.segment().start() == start) return stretch;
        }
        throw new IllegalStateException("a segment is part of its node");
    }

    /** A stretch as one segment, as {@link FragmentChain#join} makes it, once. */
    FragmentChain.Joined join(FragmentChain stretch) {
        return joined.computeIfAbsent(stretch, FragmentChain::join);
    }

    /** Writes what differs from the version before. */
    void store(AssembleState state) {
        summaries.forEach((bucket, summary) -> {
            if (!summary.equals(summariesBefore.apply(bucket))) state.putSummary(bucket, summary);
        });
        spans.forEach((node, span) -> {
            if (!span.equals(spansBefore.apply(node))) state.putSpan(node, span);
        });
    }
}
