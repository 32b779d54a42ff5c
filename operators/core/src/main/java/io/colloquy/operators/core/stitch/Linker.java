package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Decides which chunk continues which. An end and a start that are no further apart than the tolerance are linked if
 * each is the other's best. The best is the least in (different source?, distance, order of the parts).
 */
final class Linker {
    private final WorkingSet parts;
    private final long tolerance;

    Linker(WorkingSet parts, long toleranceMicros) {
        this.parts = parts;
        this.tolerance = toleranceMicros;
    }

    /** A link that is to be made, changed, or severed if {@code now} is null. */
    private record Change(PartId from, PartId was, PartId now) {}

    /**
     * Brings the links around these parts up to date.
     *
     * @param arrived parts of the working set that are new, or whose source changed
     * @return the parts that got, changed or lost a link
     */
    Set<PartId> link(List<PartEntry> arrived) {
        List<Change> changes = changes(arrived);
        changes.forEach(this::sever);
        changes.forEach(this::link);
        Set<PartId> touched = new LinkedHashSet<>();
        for (Change change : changes) {
            touched.add(change.from);
            if (change.was != null) touched.add(change.was);
            if (change.now != null) touched.add(change.now);
        }
        return touched;
    }

    private List<Change> changes(List<PartEntry> arrived) {
        Map<PartId, PartPosition> affected = new LinkedHashMap<>();
        for (PartEntry part : arrived) {
            if (part.first()) collectEnds(part.id().start(), tolerance, affected);
            if (part.last()) collectEnds(part.end(), 2 * tolerance, affected);
        }
        List<Change> changes = new ArrayList<>();
        for (PartPosition end : affected.values()) {
            PartId was = parts.part(end.id()).next();
            PartPosition partner = partnerAfter(end);
            PartId now = partner == null ? null : partner.id();
            if (!Objects.equals(was, now)) changes.add(new Change(end.id(), was, now));
        }
        return changes;
    }

    private void collectEnds(long time, long reach, Map<PartId, PartPosition> into) {
        for (PartPosition end : parts.endsWithin(time - reach, time + reach)) into.put(end.id(), end);
    }

    private void sever(Change change) {
        PartEntry from = parts.part(change.from);
        parts.put(from.linked(from.previous(), null));
        if (change.was == null) return;
        PartEntry was = parts.part(change.was);
        parts.put(was.linked(null, was.next()));
    }

    private void link(Change change) {
        if (change.now == null) return;
        PartEntry from = parts.part(change.from);
        parts.put(from.linked(from.previous(), change.now));
        PartEntry to = parts.part(change.now);
        parts.put(to.linked(change.from, to.next()));
    }

    private PartPosition partnerAfter(PartPosition end) {
        PartPosition start = bestAfter(end);
        return start != null && bestBefore(start).equals(end) ? start : null;
    }

    private PartPosition bestAfter(PartPosition end) {
        return parts.startsWithin(end.end() - tolerance, end.end() + tolerance).stream()
                .filter(start -> end.id().compareTo(start.id()) < 0)
                .min(preference(end.source(), end.end(), PartPosition::start))
                .orElse(null);
    }

    private PartPosition bestBefore(PartPosition start) {
        return parts.endsWithin(start.start() - tolerance, start.start() + tolerance).stream()
                .filter(end -> end.id().compareTo(start.id()) < 0)
                .min(preference(start.source(), start.start(), PartPosition::end))
                .orElse(null);
    }

    /** @param side of the candidate that would touch {@code time} */
    private static Comparator<PartPosition> preference(Source source, long time, ToLongFunction<PartPosition> side) {
        return Comparator.<PartPosition, Boolean>comparing(candidate -> candidate.source() != source)
                .thenComparing(candidate -> Math.abs(side.applyAsLong(candidate) - time))
                .thenComparing(PartPosition::id);
    }
}
