package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Entries;
import io.colloquy.operators.stitch.LiveUtterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The live utterances of a stream, in {@link Slots} of their starts, each read once: to be made for a step. */
final class LiveSet {
    private final Entries<Long, List<Live>> slots;
    private final Map<Long, List<Live>> read = new HashMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();

    LiveSet(AssembleState state) {
        this.slots = state.live();
    }

    /** Those that start in a bucket, in no order. */
    List<Live> in(long bucket) {
        List<Live> found = new ArrayList<>();
        for (long slot = Slots.first(bucket); slot < Slots.first(bucket + 1); slot++) found.addAll(slot(slot));
        return found;
    }

    /** Those that start between these instants, and others nearby. */
    List<Live> near(long from, long to) {
        List<Live> found = new ArrayList<>();
        for (long slot = Slots.of(from); slot <= Slots.of(to); slot++) found.addAll(slot(slot));
        return found;
    }

    void add(Live live) {
        change(live.utterance()).add(live);
    }

    void remove(LiveUtterance utterance) {
        change(utterance).removeIf(live -> live.utterance().equals(utterance));
    }

    private List<Live> change(LiveUtterance utterance) {
        long slot = Slots.of(utterance.start());
        changed.add(slot);
        return slot(slot);
    }

    private List<Live> slot(long slot) {
        return read.computeIfAbsent(slot, s -> new ArrayList<>(slots.get(s, List.of())));
    }

    /** Writes what changed. */
    void store() {
        for (long slot : changed) slots.put(slot, List.copyOf(read.get(slot)));
    }

    void forget(long bucket) {
        for (long slot = Slots.first(bucket); slot < Slots.first(bucket + 1); slot++) slots.put(slot, null);
    }
}
