package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;

/**
 * Where a part lies in time, for those who look for neighbours.
 *
 * @param last whether it is the chunk's last part
 */
public record PartPosition(PartId id, int samples, boolean last, Source source) {
    static PartPosition of(PartEntry part) {
        return new PartPosition(part.id(), part.samples(), part.last(), part.source());
    }

    boolean first() {
        return id.index() == 0;
    }

    /** Nominal, µs since the epoch. */
    long start() {
        return id.start();
    }

    /** Nominal, µs since the epoch. */
    long end() {
        return id.start() + Timeline.micros(samples);
    }
}
