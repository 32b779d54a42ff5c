package io.colloquy.operators.core.assemble;

import io.colloquy.speech.diarization.VoiceClustering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One version of the tree over a stream's buckets: as it is stored, or as a revision changes it. Each entry of the
 * state is read once.
 */
final class BucketTree {
    private final VoiceClustering clustering;
    private final Function<Long, BucketSummary> summariesBefore;
    private final Function<TreeNode, ChildFragments> childrenBefore;
    private final Map<Long, BucketSummary> summaries = new HashMap<>();
    private final Map<TreeNode, ChildFragments> children = new HashMap<>();
    /** Shared by the versions, since most chains are the same in both: to cluster voices takes longer than all else. */
    private final Map<FragmentChain, FragmentChain.Joined> joined;

    private BucketTree(
            VoiceClustering clustering,
            Function<Long, BucketSummary> summariesBefore,
            Function<TreeNode, ChildFragments> childrenBefore,
            Map<FragmentChain, FragmentChain.Joined> joined) {
        this.clustering = clustering;
        this.summariesBefore = summariesBefore;
        this.childrenBefore = childrenBefore;
        this.joined = joined;
    }

    /** @param clustering of voices over buckets */
    static BucketTree stored(AssembleState state, VoiceClustering clustering) {
        return new BucketTree(clustering, state::summary, state::children, new HashMap<>());
    }

    /** A copy that may be changed while this version stays as it is. */
    BucketTree next() {
        return new BucketTree(clustering, this::summary, this::children, joined);
    }

    BucketSummary summary(long bucket) {
        return summaries.computeIfAbsent(bucket, summariesBefore);
    }

    void put(long bucket, BucketSummary summary) {
        summaries.put(bucket, summary);
    }

    ChildFragments children(TreeNode node) {
        return children.computeIfAbsent(node, childrenBefore);
    }

    void put(TreeNode node, ChildFragments fragments) {
        children.put(node, fragments);
    }

    boolean isChanged(long bucket) {
        return !summary(bucket).equals(summariesBefore.apply(bucket));
    }

    /** Whether the node has a fragment of a conversation that reaches beyond the node. */
    boolean isLinked(TreeNode node) {
        if (node.level() == 0)
            return summary(node.index()).continues() || summary(node.index()).continued();
        return children(node).chains(node).stream().anyMatch(chain -> !chain.isWhole());
    }

    /** The node's fragments of conversations that reach beyond it. Its parent keeps them. */
    List<ConversationFragment> linked(TreeNode node) {
        List<ConversationFragment> linked = new ArrayList<>();
        if (node.level() == 0) {
            for (BucketSummary.BucketFragment part : summary(node.index()).fragments()) {
                if (!part.fragment().isWhole()) linked.add(part.fragment());
            }
            return linked;
        }
        for (FragmentChain chain : children(node).chains(node)) {
            if (!chain.isWhole()) linked.add(join(chain).fragment());
        }
        return linked;
    }

    /** The chain of fragments, in this node, that has a fragment with this start. The node is not a bucket. */
    FragmentChain chain(TreeNode node, long start) {
        for (FragmentChain chain : children(node).chains(node)) {
            for (FragmentChain.ChildFragment part : chain.fragments())
                if (part.fragment().start() == start) return chain;
        }
        throw new IllegalStateException("a fragment is part of its node");
    }

    /** Joins a chain by {@link FragmentChain#join}, each chain once. */
    FragmentChain.Joined join(FragmentChain chain) {
        return joined.computeIfAbsent(chain, c -> c.join(clustering));
    }

    /** Writes what differs from the version before. */
    void store(AssembleState state) {
        summaries.forEach((bucket, summary) -> {
            if (!summary.equals(summariesBefore.apply(bucket))) state.putSummary(bucket, summary);
        });
        children.forEach((node, children) -> {
            if (!children.equals(childrenBefore.apply(node))) state.putChildren(node, children);
        });
    }
}
