package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.Keys;
import io.colloquy.operators.core.state.OccupiedBuckets;
import io.colloquy.operators.core.state.StateCodec;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.operators.core.state.StateStore;
import java.util.List;

/**
 * What deduplication remembers of one stream.
 *
 * @param chunks that were accepted, by the slot of {@link AcceptedChunks} that they start in; until the horizon has
 *     passed them
 * @param occupied which buckets of time hold any of them
 * @param progress one entry, once a chunk was accepted
 * @param offsets the greatest offset seen, by topic and partition
 */
public record DeduplicationState(
        Entries<Long, List<AcceptedChunk>> chunks,
        Entries<Long, Long> occupied,
        Entries<String, DeduplicationProgress> progress,
        Entries<String, Long> offsets) {
    private static final StateSpec<Long, List<AcceptedChunk>> CHUNKS =
            StateSpec.of("chunks", Keys.NUMBER, StateCodec.of("accepted-chunks", new AcceptedChunkLayout().list()));
    private static final StateSpec<String, DeduplicationProgress> PROGRESS = StateSpec.of(
            "progress", Keys.TEXT, StateCodec.of("deduplication-progress", new DeduplicationProgressLayout()));
    private static final StateSpec<String, Long> OFFSETS =
            StateSpec.of("offsets", Keys.TEXT, StateCodec.of("offset", CommonLayouts.NUMBER));

    /** Everything that a savepoint holds of it. */
    public static final List<StateSpec<?, ?>> STATES = List.of(CHUNKS, OccupiedBuckets.STATE, PROGRESS, OFFSETS);

    public static DeduplicationState open(StateStore store) {
        return new DeduplicationState(
                store.open(CHUNKS), store.open(OccupiedBuckets.STATE), store.open(PROGRESS), store.open(OFFSETS));
    }
}
