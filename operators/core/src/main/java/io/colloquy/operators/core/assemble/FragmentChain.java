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
 * What of one conversation lies in a node, by the node's children.
 *
 * @param parts in order, at least one
 */
record FragmentChain(TreeNode node, List<Part> parts) {

    FragmentChain {
        parts = List.copyOf(parts);
    }

    /** What of it lies in one child. */
    record Part(TreeNode child, ConversationFragment segment) {}

    /**
     * A stretch as one segment.
     *
     * @param numbers of each part's voices, in order, among the segment's
     */
    record Joined(ConversationFragment segment, List<int[]> numbers) {}

    long start() {
        return first().start();
    }

    boolean continues() {
        return first().continues();
    }

    boolean continued() {
        return parts.get(parts.size() - 1).segment.continued();
    }

    boolean isWhole() {
        return !continues() && !continued();
    }

    private ConversationFragment first() {
        return parts.get(0).segment;
    }

    /** Clusters the voices of the parts. A part alone keeps its own, but on the lowest level: they are a bucket's. */
    Joined join() {
        if (parts.size() == 1 && node.level() > 1) return new Joined(first(), List.of(all(first())));
        List<Voice> voices = new ArrayList<>();
        for (Part part : parts) part.segment.voices().forEach(voice -> voices.add(voice.voice()));
        VoiceClusters clusters = MixedEmbeddings.cluster(VoiceClustering.OF_CENTROIDS, voices);
        List<int[]> numbers = new ArrayList<>();
        int from = 0;
        for (Part part : parts) {
            int to = from + part.segment.voices().size();
            numbers.add(Arrays.copyOfRange(clusters.labels(), from, to));
            from = to;
        }
        return new Joined(segment(clusters.centroids()), numbers);
    }

    private static int[] all(ConversationFragment segment) {
        return IntStream.range(0, segment.voices().size()).toArray();
    }

    private ConversationFragment segment(List<Voice> voices) {
        long end = Long.MIN_VALUE;
        TreeSet<String> models = new TreeSet<>();
        for (Part part : parts) {
            end = Math.max(end, part.segment.end());
            models.addAll(part.segment.models());
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
