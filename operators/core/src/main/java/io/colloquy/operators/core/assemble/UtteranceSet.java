package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The utterance set of a stream, by the {@link Minutes} of its starts. Each is read once: make one for each step. */
final class UtteranceSet {
    private final Entries<Long, List<UtteranceEntry>> slots;
    private final Map<Long, List<UtteranceEntry>> read = new HashMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();

    UtteranceSet(AssembleState state) {
        this.slots = state.live();
    }

    /** The utterances that start in a bucket, in no order. */
    List<UtteranceEntry> in(long bucket) {
        List<UtteranceEntry> found = new ArrayList<>();
        for (long slot = Minutes.first(bucket); slot < Minutes.first(bucket + 1); slot++) found.addAll(slot(slot));
        return found;
    }

    /** The utterances that start between these instants, and some that start nearby. */
    List<UtteranceEntry> near(long from, long to) {
        List<UtteranceEntry> found = new ArrayList<>();
        for (long slot = Minutes.of(from); slot <= Minutes.of(to); slot++) found.addAll(slot(slot));
        return found;
    }

    void add(UtteranceEntry live) {
        change(live.utterance()).add(live);
    }

    void remove(StitchedUtterance utterance) {
        change(utterance).removeIf(live -> live.utterance().equals(utterance));
    }

    private List<UtteranceEntry> change(StitchedUtterance utterance) {
        long slot = Minutes.of(utterance.start());
        changed.add(slot);
        return slot(slot);
    }

    private List<UtteranceEntry> slot(long slot) {
        return read.computeIfAbsent(slot, s -> new ArrayList<>(slots.get(s, List.of())));
    }

    /** Writes what changed. */
    void store() {
        for (long slot : changed) slots.put(slot, List.copyOf(read.get(slot)));
    }

    void forget(long bucket) {
        for (long slot = Minutes.first(bucket); slot < Minutes.first(bucket + 1); slot++) slots.put(slot, null);
    }
}
