package io.colloquy.operators.stitch.core;

import io.colloquy.schemas.PartId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which chunk continues which: an end and a start not further apart than the tolerance are linked where each is
 * the other's best, the best being least in (different source?, distance, order of the parts).
 */
final class Linker {
    private final WorkingSet parts;
    private final long tolerance;

    Linker(WorkingSet parts, long toleranceMicros) {
        this.parts = parts;
        this.tolerance = toleranceMicros;
    }

    /** A link that is to be made, changed or (where {@code now} is null) severed. */
    record Change(PartId from, PartId was, PartId now) {}

    /**
     * What changes once the ends of these parts are known.
     *
     * @param arrived announced parts whose ends are new, or whose source changed
     */
    List<Change> changes(List<PartEntry> arrived) {
        Map<PartId, End> affected = new LinkedHashMap<>();
        for (PartEntry part : arrived) {
            if (part.first()) collectEnds(part.id().start(), tolerance, affected);
            if (part.last()) collectEnds(part.end(), 2 * tolerance, affected);
        }
        List<Change> changes = new ArrayList<>();
        for (End end : affected.values()) {
            PartEntry known = parts.part(end.part());
            PartId was = known == null ? null : known.next();
            End partner = partnerAfter(end);
            PartId now = partner == null ? null : partner.part();
            if (!java.util.Objects.equals(was, now)) changes.add(new Change(end.part(), was, now));
        }
        return changes;
    }

    private void collectEnds(long time, long reach, Map<PartId, End> into) {
        for (End end : parts.endsWithin(time - reach, time + reach)) into.put(end.part(), end);
    }

    private End partnerAfter(End end) {
        End start = bestAfter(end);
        return start != null && bestBefore(start).part().equals(end.part()) ? start : null;
    }

    private End bestAfter(End end) {
        return parts.startsWithin(end.time() - tolerance, end.time() + tolerance).stream()
                .filter(start -> end.part().compareTo(start.part()) < 0)
                .min(preference(end))
                .orElse(null);
    }

    private End bestBefore(End start) {
        return parts.endsWithin(start.time() - tolerance, start.time() + tolerance).stream()
                .filter(end -> end.part().compareTo(start.part()) < 0)
                .min(preference(start))
                .orElse(null);
    }

    private static Comparator<End> preference(End to) {
        return Comparator.<End, Boolean>comparing(end -> end.source() != to.source())
                .thenComparing(end -> Math.abs(end.time() - to.time()))
                .thenComparing(End::part);
    }
}
