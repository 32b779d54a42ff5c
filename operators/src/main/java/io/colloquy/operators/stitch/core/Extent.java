package io.colloquy.operators.stitch.core;

/**
 * How far the parts of a stream reach.
 *
 * @param newest start of a chunk, µs since the epoch
 * @param end of the part that ends last, µs since the epoch
 * @param sweptTo buckets before this one were forgotten; what comes late may lie there again, until the next sweep
 */
public record Extent(long newest, long end, long sweptTo) {
    static final Extent NONE = new Extent(Long.MIN_VALUE, Long.MIN_VALUE, 0);

    Extent with(PartEntry part) {
        return new Extent(Math.max(newest, part.id().chunk().start()), Math.max(end, part.end()), sweptTo);
    }

    Extent swept(long bucket) {
        return new Extent(newest, end, bucket);
    }
}
