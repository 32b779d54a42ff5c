package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds which samples of a part another recording of the same time speaks for. An instant of a part is overlapped if
 * another part of higher priority contains the instant, is not linked with this one, and has voice activity in its
 * chain within the drift of the instant. So an early chunk of zeros silences nobody. A part on which the detector
 * failed neither overlaps nor is overlapped.
 */
final class Overlaps {
    private final WorkingSet parts;
    private final long drift;

    Overlaps(WorkingSet parts, long driftMicros) {
        this.parts = parts;
        this.drift = driftMicros;
    }

    /**
     * A part whose overlap changed.
     *
     * @param was overlapped before
     */
    record Change(PartEntry part, Intervals was) {}

    /**
     * Brings the overlaps up to date.
     *
     * @param touched parts that are new, or whose links or source changed
     */
    List<Change> update(Collection<PartId> touched) {
        Set<PartId> suspects = new LinkedHashSet<>(touched);
        for (PartPosition near : reached(touched).values()) {
            for (PartPosition other : parts.meeting(near.start(), near.end())) suspects.add(other.id());
        }
        List<Change> changes = new ArrayList<>();
        for (PartId suspect : suspects) {
            PartEntry part = parts.part(suspect);
            if (part == null) continue;
            Intervals overlapped = of(part);
            if (overlapped.equals(part.overlapped())) continue;
            PartEntry now = part.overlapped(overlapped);
            parts.put(now);
            changes.add(new Change(now, part.overlapped()));
        }
        return changes;
    }

    /** The parts that have, or had, a touched part within reach in their chain. */
    private Map<PartId, PartPosition> reached(Collection<PartId> touched) {
        Map<PartId, PartPosition> found = new LinkedHashMap<>();
        for (PartId id : touched) {
            collect(id, parts::part, found);
            collect(id, parts::partBefore, found);
        }
        return found;
    }

    private void collect(PartId id, Function<PartId, PartEntry> view, Map<PartId, PartPosition> into) {
        PartEntry part = view.apply(id);
        if (part == null) return;
        long reach = drift + Timeline.PART_MICROS;
        for (PartEntry near : chain(part, id.start() - reach, id.start() + reach, view)) {
            into.put(near.id(), PartPosition.of(near));
        }
    }

    /** A part and its neighbours in the chain that start within these times; along a chain, starts only grow. */
    private static List<PartEntry> chain(PartEntry part, long from, long to, Function<PartId, PartEntry> view) {
        List<PartEntry> chain = new ArrayList<>();
        for (PartEntry at = part; at != null && at.id().start() >= from; at = view.apply(at.before())) chain.add(at);
        for (PartEntry at = view.apply(part.after());
                at != null && at.id().start() <= to;
                at = view.apply(at.after())) {
            chain.add(at);
        }
        return chain;
    }

    private Intervals of(PartEntry part) {
        if (part.failed()) return Intervals.NONE;
        PartPosition position = PartPosition.of(part);
        Intervals.Builder overlapped = Intervals.builder();
        for (PartPosition other : parts.meeting(position.start(), position.end())) {
            boolean linked = other.id().equals(part.before()) || other.id().equals(part.after());
            if (linked || !other.speaksBefore(position)) continue;
            PartEntry by = parts.part(other.id());
            if (!by.failed()) addOverlap(by, part, overlapped);
        }
        return overlapped.build();
    }

    private void addOverlap(PartEntry by, PartEntry part, Intervals.Builder overlapped) {
        long start = by.id().start();
        for (PartEntry near : chain(by, start - drift - Timeline.PART_MICROS, by.end() + drift, parts::part)) {
            Intervals speech = near.speech();
            for (int i = 0; i < speech.count(); i++) {
                long from = Math.max(start, near.id().start() + Timeline.micros(speech.from(i)) - drift);
                long to = Math.min(by.end(), near.id().start() + Timeline.micros(speech.to(i)) + drift + 1);
                overlapped.add(sampleAt(from, part), sampleAt(to, part));
            }
        }
    }

    /** The part's first sample at the instant or after it. */
    private static int sampleAt(long instant, PartEntry part) {
        long sample = Timeline.samplesBefore(instant - part.id().start());
        return (int) Math.max(0, Math.min(part.samples(), sample));
    }
}
