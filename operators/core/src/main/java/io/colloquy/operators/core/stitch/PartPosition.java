package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Comparator;

/**
 * Where a part lies in time, as its neighbours find it.
 *
 * @param last no other part of the chunk follows
 */
public record PartPosition(PartId id, int samples, boolean last, Source source) {
    /** The smaller speaks where two parts hold the same instant. */
    private static final Comparator<PartPosition> PRIORITY =
            Comparator.comparing(PartPosition::source).thenComparing(PartPosition::id);

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

    boolean speaksBefore(PartPosition other) {
        return PRIORITY.compare(this, other) < 0;
    }
}
