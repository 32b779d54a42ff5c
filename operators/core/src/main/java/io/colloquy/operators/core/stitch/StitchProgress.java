package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Source;

/**
 * How far the parts of a stream reach.
 *
 * @param newest the newest start of a chunk, µs since the epoch
 * @param end the greatest end of a part, µs since the epoch
 * @param sweptTo buckets before this one were forgotten. What comes late may lie there again, until the next sweep
 * @param sources by which parts have come, a bit each
 */
public record StitchProgress(long newest, long end, long sweptTo, int sources) {
    static final StitchProgress NONE = new StitchProgress(Long.MIN_VALUE, Long.MIN_VALUE, 0, 0);

    StitchProgress with(PartEntry part) {
        return new StitchProgress(
                        Math.max(newest, part.id().chunk().start()), Math.max(end, part.end()), sweptTo, sources)
                .with(part.source());
    }

    StitchProgress with(Source source) {
        return new StitchProgress(newest, end, sweptTo, sources | 1 << source.ordinal());
    }

    /** Whether parts have come by more than one source. */
    boolean hasSources() {
        return Integer.bitCount(sources) > 1;
    }

    StitchProgress swept(long bucket) {
        return new StitchProgress(newest, end, bucket, sources);
    }
}
