package io.colloquy.operators.core.assemble;

import io.colloquy.speech.diarization.Voice;
import io.colloquy.speech.diarization.VoiceClustering;
import io.colloquy.speech.diarization.VoiceClusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The fragments of one conversation in the children of a tree node.
 *
 * @param fragments in order, at least one
 */
record FragmentChain(TreeNode node, List<ChildFragment> fragments) {

    FragmentChain {
        fragments = List.copyOf(fragments);
    }

    /** A fragment, and the child that it lies in. */
    record ChildFragment(TreeNode node, ConversationFragment fragment) {}

    /**
     * A chain, joined into one fragment of its node.
     *
     * @param numbers for each child, in order: the numbers of its voices among the joined fragment's voices
     */
    record Joined(ConversationFragment fragment, List<int[]> numbers) {}

    long start() {
        return first().start();
    }

    boolean continues() {
        return first().continues();
    }

    boolean continued() {
        return fragments.get(fragments.size() - 1).fragment.continued();
    }

    boolean isWhole() {
        return !continues() && !continued();
    }

    private ConversationFragment first() {
        return fragments.get(0).fragment;
    }

    /** Clusters the voices of the fragments. One fragment alone keeps its voices, unless they are those of a bucket. */
    Joined join(VoiceClustering clustering) {
        if (fragments.size() == 1 && node.level() > 1) return new Joined(first(), List.of(all(first())));
        List<Voice> voices = new ArrayList<>();
        for (ChildFragment child : fragments) child.fragment.voices().forEach(voice -> voices.add(voice.voice()));
        VoiceClusters clusters = MixedEmbeddings.cluster(clustering, voices);
        List<int[]> numbers = new ArrayList<>();
        int from = 0;
        for (ChildFragment child : fragments) {
            int to = from + child.fragment.voices().size();
            numbers.add(Arrays.copyOfRange(clusters.labels(), from, to));
            from = to;
        }
        return new Joined(fragment(clusters.centroids()), numbers);
    }

    private static int[] all(ConversationFragment fragment) {
        return IntStream.range(0, fragment.voices().size()).toArray();
    }

    private ConversationFragment fragment(List<Voice> voices) {
        long end = Long.MIN_VALUE;
        TreeSet<String> models = new TreeSet<>();
        for (ChildFragment child : fragments) {
            end = Math.max(end, child.fragment.end());
            models.addAll(child.fragment.models());
        }
        return new ConversationFragment(
                start(),
                end,
                continues(),
                continued(),
                first().anchor(),
                List.copyOf(models),
                voices.stream().map(KeptVoice::of).toList());
    }
}
