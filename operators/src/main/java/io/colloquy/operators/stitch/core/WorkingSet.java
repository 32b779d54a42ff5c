package io.colloquy.operators.stitch.core;

import io.colloquy.schemas.PartId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts and ends that one change looks at, each read once and written once.
 *
 * <p>A part that is {@linkplain #arrive announced} takes part in linking, but is not yet found by its neighbours: so
 * that the utterances before the change can still be told.
 */
final class WorkingSet {
    private final StitchState state;
    private final Map<PartId, PartEntry> parts = new HashMap<>();
    private final Map<PartId, PartEntry> changed = new LinkedHashMap<>();
    private final Map<Long, List<End>> starts = new HashMap<>();
    private final Map<Long, List<End>> ends = new HashMap<>();

    WorkingSet(StitchState state) {
        this.state = state;
    }

    /** Null where the part has not arrived. */
    PartEntry part(PartId id) {
        return parts.computeIfAbsent(id, state.parts()::get);
    }

    void put(PartEntry entry) {
        parts.put(entry.id(), entry);
        changed.put(entry.id(), entry);
    }

    /** Announces the ends of a part. */
    void arrive(PartEntry entry) {
        if (entry.first()) addStart(new End(entry.id(), entry.id().start(), entry.source()));
        if (entry.last()) addEnd(new End(entry.id(), entry.end(), entry.source()));
    }

    private void addStart(End end) {
        long slot = slot(end.time());
        state.starts().put(slot, replacing(starts(slot), end));
        starts.remove(slot);
    }

    private void addEnd(End end) {
        long slot = slot(end.time());
        state.ends().put(slot, replacing(ends(slot), end));
        ends.remove(slot);
    }

    private static List<End> replacing(List<End> list, End end) {
        List<End> result = new ArrayList<>(list.size() + 1);
        for (End other : list) if (!other.part().equals(end.part())) result.add(other);
        result.add(end);
        return result;
    }

    List<End> startsWithin(long from, long to) {
        List<End> found = new ArrayList<>();
        for (long slot = slot(from); slot <= slot(to); slot++) addWithin(starts(slot), from, to, found);
        return found;
    }

    List<End> endsWithin(long from, long to) {
        List<End> found = new ArrayList<>();
        for (long slot = slot(from); slot <= slot(to); slot++) addWithin(ends(slot), from, to, found);
        return found;
    }

    private static void addWithin(List<End> list, long from, long to, List<End> found) {
        for (End end : list) if (end.time() >= from && end.time() <= to) found.add(end);
    }

    private List<End> starts(long slot) {
        return starts.computeIfAbsent(slot, s -> state.starts().get(s, List.of()));
    }

    private List<End> ends(long slot) {
        return ends.computeIfAbsent(slot, s -> state.ends().get(s, List.of()));
    }

    private static long slot(long time) {
        return Math.floorDiv(time, StitchState.SLOT_MICROS);
    }

    void flush() {
        changed.forEach(state.parts()::put);
        changed.clear();
    }
}
