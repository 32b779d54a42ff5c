package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts that one step looks at: as they were before it, and as they are now. Each is read once and written once.
 */
final class WorkingSet {
    private final StitchState state;
    private final PartIndex index;
    private final Map<PartId, PartEntry> before = new HashMap<>();
    private final Map<PartId, PartEntry> changed = new LinkedHashMap<>();
    private final Map<Long, List<PartPosition>> slots = new HashMap<>();

    WorkingSet(StitchState state) {
        this.state = state;
        this.index = new PartIndex(state);
    }

    /** A part as it is now; null if there is none, or it has not arrived. */
    PartEntry part(PartId id) {
        PartEntry now = changed.get(id);
        return now != null ? now : partBefore(id);
    }

    /** A part as it was before this step; null if there was none, or it had not arrived. */
    PartEntry partBefore(PartId id) {
        if (id == null) return null;
        if (!before.containsKey(id)) before.put(id, state.parts().get(id));
        return before.get(id);
    }

    /** The parts of which something else shows than before this step, or at another time. */
    List<PartId> showingOtherwise() {
        List<PartId> found = new ArrayList<>();
        changed.forEach((id, part) -> {
            PartEntry was = partBefore(id);
            boolean same = was == null
                    ? part.hidden().isEmpty() && part.told().isEmpty()
                    : part.hidden().equals(was.hidden()) && part.told().equals(was.told());
            if (!same) found.add(id);
        });
        return found;
    }

    void put(PartEntry part) {
        PartEntry was = part(part.id());
        changed.put(part.id(), part);
        PartPosition position = PartPosition.of(part);
        if (was != null && position.equals(PartPosition.of(was))) return;
        long slot = PartIndex.slot(position.start());
        slots.put(slot, index.put(position, slot(slot)));
    }

    /** First parts of chunks that start within these times, both included. */
    List<PartPosition> startsWithin(long from, long to) {
        List<PartPosition> found = new ArrayList<>();
        for (long slot = PartIndex.slot(from); slot <= PartIndex.slot(to); slot++) {
            for (PartPosition position : slot(slot)) {
                if (position.first() && position.start() >= from && position.start() <= to) found.add(position);
            }
        }
        return found;
    }

    /** Last parts of chunks that end within these times, both included. */
    List<PartPosition> endsWithin(long from, long to) {
        List<PartPosition> found = new ArrayList<>();
        for (long slot = PartIndex.slot(from - Timeline.PART_MICROS); slot <= PartIndex.slot(to); slot++) {
            for (PartPosition position : slot(slot)) {
                if (position.last() && position.end() >= from && position.end() <= to) found.add(position);
            }
        }
        return found;
    }

    /** Parts that contain an instant of {@code [from, to)}. */
    List<PartPosition> meeting(long from, long to) {
        List<PartPosition> found = new ArrayList<>();
        for (long slot = PartIndex.slot(from - Timeline.PART_MICROS); slot <= PartIndex.slot(to); slot++) {
            for (PartPosition position : slot(slot))
                if (position.start() < to && position.end() > from) found.add(position);
        }
        return found;
    }

    private List<PartPosition> slot(long slot) {
        return slots.computeIfAbsent(slot, index::in);
    }

    /** Writes what changed. */
    void flush() {
        changed.forEach(state.parts()::put);
        changed.clear();
    }
}
