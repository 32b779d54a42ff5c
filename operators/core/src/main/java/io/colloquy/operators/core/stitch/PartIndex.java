package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.OccupiedBuckets;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a stream lie in time. A slot is as long as a part, so a part that contains an instant starts in
 * the instant's slot or in the one before.
 */
final class PartIndex {
    private static final long SLOTS = Timeline.BUCKET_MICROS / Timeline.PART_MICROS;

    private final StitchState state;
    private final OccupiedBuckets occupied;

    PartIndex(StitchState state) {
        this.state = state;
        this.occupied = new OccupiedBuckets(state.occupied());
    }

    static long slot(long time) {
        return Math.floorDiv(time, Timeline.PART_MICROS);
    }

    /** The parts that start in a slot. */
    List<PartPosition> in(long slot) {
        return state.slots().get(slot, List.of());
    }

    /** Adds a part, or replaces what was known of its position. */
    List<PartPosition> put(PartPosition position, List<PartPosition> slot) {
        List<PartPosition> now = new ArrayList<>(slot.size() + 1);
        for (PartPosition other : slot) if (!other.id().equals(position.id())) now.add(other);
        now.add(position);
        state.slots().put(slot(position.start()), now);
        occupied.mark(Timeline.bucket(position.start()));
        return now;
    }

    /** The oldest buckets before {@code end} in which parts start, at most {@code most}. */
    List<Long> oldestBefore(long end, int most) {
        return occupied.oldestBefore(end, most);
    }

    /** The parts that start in a bucket. */
    List<PartPosition> inBucket(long bucket) {
        List<PartPosition> found = new ArrayList<>();
        for (long slot = bucket * SLOTS; slot < (bucket + 1) * SLOTS; slot++) found.addAll(in(slot));
        return found;
    }

    /** Forgets all that is known of the parts in a bucket. */
    void forget(long bucket) {
        for (long slot = bucket * SLOTS; slot < (bucket + 1) * SLOTS; slot++) forgetSlot(slot);
        Matches.forget(bucket, state);
        occupied.clear(bucket);
    }

    private void forgetSlot(long slot) {
        for (PartPosition position : in(slot)) {
            state.parts().put(position.id(), null);
            state.audio().put(position.id(), null);
            if (position.first()) state.restated().put(position.id().chunk(), null);
        }
        state.slots().put(slot, null);
    }
}
