package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Timeline;
import java.util.Comparator;

/**
 * Where a take begins: by that it is known.
 *
 * @param from sample of the part
 */
record TakeId(PartId part, int from) implements Comparable<TakeId> {
    private static final Comparator<TakeId> ORDER =
            Comparator.comparing(TakeId::part).thenComparingInt(TakeId::from);

    /** Nominal, µs since the epoch. */
    long start() {
        return part.start() + Timeline.micros(from);
    }

    @Override
    public int compareTo(TakeId other) {
        return ORDER.compare(this, other);
    }
}
