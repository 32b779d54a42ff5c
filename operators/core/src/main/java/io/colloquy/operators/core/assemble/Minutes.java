package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.Timeline;

/**
 * Minutes: so long that what belongs to a bucket is few entries of the state, and so short that one is soon read and
 * written anew.
 */
final class Minutes {
    static final long MICROS = Timeline.BUCKET_MICROS / 10;

    private Minutes() {}

    static long of(long micros) {
        return Math.floorDiv(micros, MICROS);
    }

    /** The first slot of a bucket. */
    static long first(long bucket) {
        return bucket * (Timeline.BUCKET_MICROS / MICROS);
    }
}
