package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.OccupiedBuckets;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The accepted chunks, in slots of time. A slot is short, so it is read whole for one of its chunks. The slots of a
 * bucket follow from its number, so a bucket is forgotten without a scan.
 */
final class AcceptedChunks {
    private static final long SLOT_MICROS = Timeline.PART_MICROS;
    private static final long SLOTS = Timeline.BUCKET_MICROS / SLOT_MICROS;

    private final Entries<Long, List<AcceptedChunk>> slots;
    private final OccupiedBuckets occupied;

    AcceptedChunks(DeduplicationState state) {
        slots = state.chunks();
        occupied = new OccupiedBuckets(state.occupied());
    }

    /** Null where the chunk is not known. */
    AcceptedChunk get(ChunkKey chunk) {
        for (AcceptedChunk accepted : slots.get(slot(chunk), List.of())) {
            if (accepted.chunk().equals(chunk)) return accepted;
        }
        return null;
    }

    /** Remembers a chunk, or what is now to be remembered of it. */
    void put(AcceptedChunk accepted) {
        List<AcceptedChunk> slot = without(accepted.chunk());
        slot.add(accepted);
        slots.put(slot(accepted.chunk()), slot);
        occupied.mark(Timeline.bucket(accepted.chunk().start()));
    }

    void forget(ChunkKey chunk) {
        slots.put(slot(chunk), without(chunk));
    }

    private List<AcceptedChunk> without(ChunkKey chunk) {
        List<AcceptedChunk> others = new ArrayList<>(slots.get(slot(chunk), List.of()));
        others.removeIf(accepted -> accepted.chunk().equals(chunk));
        return others;
    }

    /**
     * Forgets the oldest buckets before {@code end}, at most {@code most} of them.
     *
     * @return whether none is left
     */
    boolean forgetBefore(long end, int most) {
        List<Long> oldest = occupied.oldestBefore(end, most);
        for (long bucket : oldest) {
            for (long slot = bucket * SLOTS; slot < (bucket + 1) * SLOTS; slot++) slots.put(slot, null);
            occupied.clear(bucket);
        }
        return oldest.size() < most;
    }

    private static long slot(ChunkKey chunk) {
        return Math.floorDiv(chunk.start(), SLOT_MICROS);
    }
}
