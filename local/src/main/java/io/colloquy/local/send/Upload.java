package io.colloquy.local.send;

import io.colloquy.schemas.AudioChunk;
import java.time.Duration;
import java.util.List;

/**
 * A file as chunks.
 *
 * @param chunks in order, without a gap save where the file has one
 * @param end of the recording, µs since the epoch
 */
record Upload(List<AudioChunk> chunks, long end) {
    Upload {
        chunks = List.copyOf(chunks);
    }

    /** How chunks are to be cut and labelled. @param name of the file, from which each chunk has its chunk_id */
    record Plan(String name, String device, long start, Duration longest) {}
}
