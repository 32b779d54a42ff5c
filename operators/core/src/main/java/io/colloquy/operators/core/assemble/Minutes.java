package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.Timeline;

/**
 * Slots of a minute. They are long, so that a bucket has few entries of the state; and short, so that one is quickly
 * read and written.
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
