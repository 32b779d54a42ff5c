package io.colloquy.operators.core.deduplicate;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Source;

/** A repeat of a chunk came by a source of a lower rank than any record of it before. */
public record SourceRestated(ChunkKey chunk, int chunkSamples, Source source) {}
