package io.colloquy.operators.stitch.core;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Comparator;

/**
 * Where a part lies in time, as its neighbours find it.
 *
 * @param last no other part of the chunk follows
 */
public record Placed(PartId id, int samples, boolean last, Source source) {
    /** The smaller speaks where two parts hold the same instant. */
    private static final Comparator<Placed> PRIORITY =
            Comparator.comparing(Placed::source).thenComparing(Placed::id);

    static Placed of(PartEntry part) {
        return new Placed(part.id(), part.samples(), part.last(), part.source());
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

    boolean speaksBefore(Placed other) {
        return PRIORITY.compare(this, other) < 0;
    }
}
