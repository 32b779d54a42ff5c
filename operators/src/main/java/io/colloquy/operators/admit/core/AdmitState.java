package io.colloquy.operators.admit.core;

import io.colloquy.operators.admit.Admitted;
import io.colloquy.operators.state.core.Entries;
import io.colloquy.schemas.ChunkKey;

/**
 * What admission remembers of one stream.
 *
 * @param chunks that were let in; until the horizon has passed them
 * @param offsets the greatest seen, by topic and partition
 */
public record AdmitState(Entries<ChunkKey, Admitted> chunks, Entries<String, Long> offsets) {}
