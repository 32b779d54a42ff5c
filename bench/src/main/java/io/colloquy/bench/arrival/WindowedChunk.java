package io.colloquy.bench.arrival;

import io.colloquy.schemas.StreamId;

/**
 * A chunk on its way into a session window.
 *
 * @param number of the chunk among all that came: its sound is kept elsewhere
 * @param from where somebody first speaks in it, ms since the epoch
 * @param to where somebody last does
 */
public record WindowedChunk(StreamId stream, int number, long from, long to) {}
