package io.colloquy.operators.core.stitch;

/**
 * How far the parts of a stream reach.
 *
 * @param newest the newest start of a chunk, µs since the epoch
 * @param end the greatest end of a part, µs since the epoch
 * @param sweptTo buckets before this one were forgotten. What comes late may lie there again, until the next sweep
 */
public record StitchProgress(long newest, long end, long sweptTo) {
    static final StitchProgress NONE = new StitchProgress(Long.MIN_VALUE, Long.MIN_VALUE, 0);

    StitchProgress with(PartEntry part) {
        return new StitchProgress(Math.max(newest, part.id().chunk().start()), Math.max(end, part.end()), sweptTo);
    }

    StitchProgress swept(long bucket) {
        return new StitchProgress(newest, end, bucket);
    }
}
