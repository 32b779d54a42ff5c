package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The utterance set of a stream, by the {@link Minutes} in which utterances start. Each minute is read once, so make
 * one of these for each step.
 */
final class UtteranceSet {
    private final Entries<Long, List<UtteranceEntry>> entries;
    private final Map<Long, List<UtteranceEntry>> read = new HashMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();

    UtteranceSet(AssembleState state) {
        this.entries = state.utterances();
    }

    /** The utterances that start in a bucket, in no order. */
    List<UtteranceEntry> in(long bucket) {
        List<UtteranceEntry> found = new ArrayList<>();
        for (long minute = Minutes.first(bucket); minute < Minutes.first(bucket + 1); minute++)
            found.addAll(entriesOf(minute));
        return found;
    }

    /** The utterances that start between these instants, and some that start nearby. */
    List<UtteranceEntry> near(long from, long to) {
        List<UtteranceEntry> found = new ArrayList<>();
        for (long minute = Minutes.of(from); minute <= Minutes.of(to); minute++) found.addAll(entriesOf(minute));
        return found;
    }

    void add(UtteranceEntry entry) {
        change(entry.utterance()).add(entry);
    }

    void remove(StitchedUtterance utterance) {
        change(utterance).removeIf(entry -> entry.utterance().equals(utterance));
    }

    private List<UtteranceEntry> change(StitchedUtterance utterance) {
        long minute = Minutes.of(utterance.start());
        changed.add(minute);
        return entriesOf(minute);
    }

    private List<UtteranceEntry> entriesOf(long minute) {
        return read.computeIfAbsent(minute, m -> new ArrayList<>(entries.get(m, List.of())));
    }

    /** Writes what changed. */
    void store() {
        for (long minute : changed) entries.put(minute, List.copyOf(read.get(minute)));
    }

    void forget(long bucket) {
        for (long minute = Minutes.first(bucket); minute < Minutes.first(bucket + 1); minute++)
            entries.put(minute, null);
    }
}
