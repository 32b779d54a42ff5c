package io.colloquy.operators.assemble.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The tree over the buckets of a stream in one version: as it is stored, or as a revision changes it. Each entry of the
 * state is read once.
 */
final class Tree {
    private final Function<Long, BucketSummary> summariesBefore;
    private final Function<Node, Span> spansBefore;
    private final Map<Long, BucketSummary> summaries = new HashMap<>();
    private final Map<Node, Span> spans = new HashMap<>();
    /** Shared by versions, in which most are the same: to cluster voices takes longer than all else. */
    private final Map<Stretch, Stretch.Joined> joined;

    private Tree(
            Function<Long, BucketSummary> summariesBefore,
            Function<Node, Span> spansBefore,
            Map<Stretch, Stretch.Joined> joined) {
        this.summariesBefore = summariesBefore;
        this.spansBefore = spansBefore;
        this.joined = joined;
    }

    static Tree stored(AssembleState state) {
        return new Tree(state::summary, state::span, new HashMap<>());
    }

    /** A version that may be changed while this one stays. */
    Tree next() {
        return new Tree(this::summary, this::span, joined);
    }

    BucketSummary summary(long bucket) {
        return summaries.computeIfAbsent(bucket, summariesBefore);
    }

    void put(long bucket, BucketSummary summary) {
        summaries.put(bucket, summary);
    }

    Span span(Node node) {
        return spans.computeIfAbsent(node, spansBefore);
    }

    void put(Node node, Span span) {
        spans.put(node, span);
    }

    boolean isChanged(long bucket) {
        return !summary(bucket).equals(summariesBefore.apply(bucket));
    }

    /** Whether the node holds a part of a conversation that goes on beyond it. */
    boolean isLinked(Node node) {
        if (node.level() == 0)
            return summary(node.index()).continues() || summary(node.index()).continued();
        return span(node).stretches(node).stream().anyMatch(stretch -> !stretch.isWhole());
    }

    /** Of conversations that go on beyond the node, what lies in it: what its parent keeps of it. */
    List<Segment> linked(Node node) {
        List<Segment> linked = new ArrayList<>();
        if (node.level() == 0) {
            for (BucketSummary.Part part : summary(node.index()).parts()) {
                if (!part.segment().isWhole()) linked.add(part.segment());
            }
            return linked;
        }
        for (Stretch stretch : span(node).stretches(node)) {
            if (!stretch.isWhole()) linked.add(join(stretch).segment());
        }
        return linked;
    }

    /** What of the conversation with a segment that starts then lies in this node, which is not a bucket. */
    Stretch stretch(Node node, long start) {
        for (Stretch stretch : span(node).stretches(node)) {
            for (Stretch.Part part : stretch.parts()) if (part.segment().start() == start) return stretch;
        }
        throw new IllegalStateException("a segment is part of its node");
    }

    /** A stretch as one segment, as {@link Stretch#join} makes it, once. */
    Stretch.Joined join(Stretch stretch) {
        return joined.computeIfAbsent(stretch, Stretch::join);
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
