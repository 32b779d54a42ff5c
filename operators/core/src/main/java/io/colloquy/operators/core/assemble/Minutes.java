package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.Timeline;

/**
 * Minutes since the epoch: the keys of entries of the state. A minute is long enough that a bucket has few entries, and
 * short enough that one is quickly read and written.
 */
final class Minutes {
    static final long MICROS = Timeline.BUCKET_MICROS / 10;

    private Minutes() {}

    static long of(long micros) {
        return Math.floorDiv(micros, MICROS);
    }

    /** The first minute of a bucket. */
    static long first(long bucket) {
        return bucket * (Timeline.BUCKET_MICROS / MICROS);
    }
}
