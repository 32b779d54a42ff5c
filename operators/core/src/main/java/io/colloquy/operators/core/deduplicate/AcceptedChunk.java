package io.colloquy.operators.core.deduplicate;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Source;

/**
 * A chunk that was accepted.
 *
 * @param origin of the record that it was accepted from
 * @param source the least of its records' sources
 */
public record AcceptedChunk(ChunkKey chunk, Origin origin, Source source) {}
