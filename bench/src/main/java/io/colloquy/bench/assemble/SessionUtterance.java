package io.colloquy.bench.assemble;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import java.util.List;

/**
 * What somebody says within one chunk.
 *
 * @param offset of its first sample in the chunk
 * @param start µs since the epoch
 * @param end µs since the epoch
 */
public record SessionUtterance(
        StreamId stream, ChunkKey chunk, int offset, long start, long end, List<Word> words, float[] embedding) {}
