package io.colloquy.operators.core.deduplicate;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Source;

/** A chunk has another source than was known: a repeat came by a source that speaks before it. */
public record SourceRestated(ChunkKey chunk, int chunkSamples, Source source) {}
