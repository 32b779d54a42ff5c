package io.colloquy.operators.admit.core;

import io.colloquy.operators.admit.Admitted;
import io.colloquy.operators.admit.Reach;
import io.colloquy.operators.state.core.Entries;
import java.util.List;

/**
 * What admission remembers of one stream.
 *
 * @param chunks that were let in, by the slot of {@link Chunks} that they start in; until the horizon has passed them
 * @param occupied which buckets of time hold any of them
 * @param reach one entry, once a chunk was let in
 * @param offsets the greatest seen, by topic and partition
 */
public record AdmitState(
        Entries<Long, List<Admitted>> chunks,
        Entries<Long, Long> occupied,
        Entries<String, Reach> reach,
        Entries<String, Long> offsets) {}
