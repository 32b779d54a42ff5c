package io.colloquy.operators.stitch.core;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;

/**
 * An end of a chunk, where it may be linked with another.
 *
 * @param part the first part where it is the chunk's start, the last part where it is the chunk's end
 * @param time nominal, µs since the epoch
 */
public record End(PartId part, long time, Source source) {}
