package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.ChunkKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What conversations need to know of a bucket, without its utterances.
 *
 * @param runs its members in order, split where the conversation gap lies between them
 * @param voices who speaks in it, by number
 * @param continued whether the conversation of the last run goes on in a later bucket
 */
public record BucketSummary(List<Run> runs, List<KeptVoice> voices, boolean continued) {
    static final BucketSummary EMPTY = new BucketSummary(List.of(), List.of(), false);

    public BucketSummary {
        runs = List.copyOf(runs);
        voices = List.copyOf(voices);
    }

    /**
     * Members with no conversation gap between them.
     *
     * @param start of the first, µs since the epoch
     * @param end the greatest end of a member of the bucket so far, µs since the epoch
     * @param continues whether it belongs to the conversation of what comes before it, in this bucket or another
     * @param voices the voices that speak, each once, by their first utterance
     * @param models that transcribed them, sorted
     */
    public record Run(
            long start, long end, boolean continues, ChunkKey anchor, List<Integer> voices, List<String> models) {

        public Run {
            voices = List.copyOf(voices);
            models = List.copyOf(models);
        }

        Run continuing(boolean continues) {
            return new Run(start, end, continues, anchor, voices, models);
        }
    }

    /**
     * A fragment of a conversation, in a bucket.
     *
     * @param voices the numbers of the fragment's voices in the bucket
     */
    record BucketFragment(ConversationFragment fragment, List<Integer> voices) {}

    /** The greatest end of a member; {@link Long#MIN_VALUE} if there is none. */
    long end() {
        return runs.isEmpty() ? Long.MIN_VALUE : runs.get(runs.size() - 1).end();
    }

    boolean continues() {
        return !runs.isEmpty() && runs.get(0).continues();
    }

    /**
     * Says of each run whether it continues what comes before.
     *
     * @param end the greatest end of what comes before the bucket
     * @param gap of conversations, µs
     */
    BucketSummary linked(long end, long gap) {
        List<Run> linked = new ArrayList<>();
        long before = end;
        for (Run run : runs) {
            linked.add(run.continuing(before != Long.MIN_VALUE && run.start() - before < gap));
            before = Math.max(before, run.end());
        }
        return new BucketSummary(linked, voices, continued);
    }

    /** The same, when what comes before is forgotten: its first run begins a conversation. */
    BucketSummary beginning() {
        List<Run> begun = new ArrayList<>(runs);
        begun.set(0, runs.get(0).continuing(false));
        return new BucketSummary(begun, voices, continued);
    }

    BucketSummary continued(boolean continued) {
        return new BucketSummary(runs, voices, continued);
    }

    List<BucketFragment> fragments() {
        List<BucketFragment> fragments = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= runs.size(); i++) {
            if (i < runs.size() && runs.get(i).continues()) continue;
            fragments.add(fragment(runs.subList(from, i), continued && i == runs.size()));
            from = i;
        }
        return fragments;
    }

    private BucketFragment fragment(List<Run> runs, boolean continued) {
        Run first = runs.get(0);
        Set<Integer> speaking = new LinkedHashSet<>();
        Set<String> models = new TreeSet<>();
        for (Run run : runs) {
            speaking.addAll(run.voices());
            models.addAll(run.models());
        }
        ConversationFragment fragment = new ConversationFragment(
                first.start(),
                runs.get(runs.size() - 1).end(),
                first.continues(),
                continued,
                first.continues() ? null : first.anchor(),
                List.copyOf(models),
                speaking.stream().map(voices::get).toList());
        return new BucketFragment(fragment, List.copyOf(speaking));
    }
}
