package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the conversations that touch some buckets, by the tree nodes above the buckets. */
final class Conversations {
    private final StreamId stream;
    private final long gap;
    private final BucketTree tree;

    Conversations(StreamId stream, Definition definition, BucketTree tree) {
        this.stream = stream;
        this.gap = definition.conversationGapMicros();
        this.tree = tree;
    }

    /** How many buckets away from an utterance's start the next one of its conversation may start. */
    static long reach(Definition definition) {
        long longestUtterance = 4 * Timeline.micros(definition.maxUtteranceSamples());
        return Math.floorDiv(definition.conversationGapMicros() + longestUtterance, Timeline.BUCKET_MICROS) + 1;
    }

    /**
     * All members with no conversation gap between them.
     *
     * @param root its fragments in the children of the smallest node that contains it
     * @param joined these as one fragment, whose voices are the speakers
     */
    record Conversation(String id, FragmentChain root, FragmentChain.Joined joined) {
        long start() {
            return joined.fragment().start();
        }

        long end() {
            return joined.fragment().end();
        }

        String models() {
            return String.join(", ", joined.fragment().models());
        }

        int speakers() {
            return joined.fragment().voices().size();
        }
    }

    /** In order, each once. */
    List<Conversation> touching(Collection<Long> buckets) {
        Set<Long> starts = new HashSet<>();
        List<Conversation> found = new ArrayList<>();
        for (long bucket : buckets) {
            for (BucketSummary.BucketFragment part : tree.summary(bucket).fragments()) {
                FragmentChain root = root(bucket, part.fragment());
                if (starts.add(root.start())) found.add(conversation(root));
            }
        }
        return found;
    }

    /** The chain of the whole conversation. One within a bucket is treated as if the node above had kept it. */
    private FragmentChain root(long bucket, ConversationFragment fragment) {
        TreeNode node = TreeNode.bucket(bucket);
        if (fragment.isWhole())
            return new FragmentChain(node.parent(), List.of(new FragmentChain.ChildFragment(node, fragment)));
        FragmentChain chain = tree.chain(node.parent(), fragment.start());
        while (!chain.isWhole()) {
            chain = tree.chain(chain.node().parent(), chain.start());
        }
        return chain;
    }

    private Conversation conversation(FragmentChain root) {
        FragmentChain.Joined joined = tree.join(root);
        ConversationFragment whole = joined.fragment();
        String id = Ids.conversation(stream, whole.anchor(), whole.start(), gap).toString();
        return new Conversation(id, root, joined);
    }
}
