package io.colloquy.operators.stitch.core;

import io.colloquy.operators.state.core.OccupiedBuckets;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a stream lie in time. A slot is as long as a part: what meets an instant starts in its slot, or in the
 * one before.
 */
final class PlacedParts {
    private static final long SLOTS = Timeline.BUCKET_MICROS / Timeline.PART_MICROS;

    private final StitchState state;
    private final OccupiedBuckets occupied;

    PlacedParts(StitchState state) {
        this.state = state;
        this.occupied = new OccupiedBuckets(state.occupied());
    }

    static long slot(long time) {
        return Math.floorDiv(time, Timeline.PART_MICROS);
    }

    /** The parts that start in a slot. */
    List<Placed> in(long slot) {
        return state.slots().get(slot, List.of());
    }

    /** Adds a part, or replaces what was known of its place. */
    List<Placed> put(Placed place, List<Placed> slot) {
        List<Placed> now = new ArrayList<>(slot.size() + 1);
        for (Placed other : slot) if (!other.id().equals(place.id())) now.add(other);
        now.add(place);
        state.slots().put(slot(place.start()), now);
        occupied.mark(Timeline.bucket(place.start()));
        return now;
    }

    /**
     * Forgets all that is known of the parts in the oldest buckets before {@code end}, at most {@code most} of these.
     *
     * @return whether none is left
     */
    boolean forgetBefore(long end, int most) {
        List<Long> oldest = occupied.oldestBefore(end, most);
        for (long bucket : oldest) {
            for (long slot = bucket * SLOTS; slot < (bucket + 1) * SLOTS; slot++) forget(slot);
            occupied.clear(bucket);
        }
        return oldest.size() < most;
    }

    private void forget(long slot) {
        for (Placed place : in(slot)) {
            state.parts().put(place.id(), null);
            state.audio().put(place.id(), null);
            if (place.first()) state.restated().put(place.id().chunk(), null);
        }
        state.slots().put(slot, null);
    }
}
