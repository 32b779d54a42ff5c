package io.colloquy.connectors.postgres;

import io.colloquy.schemas.Revision;

/** The last revision that was applied to a stream. */
record Fence(long epoch, long counter) {

    static Fence of(Revision revision) {
        return new Fence(revision.epoch(), revision.counter());
    }

    /** Whether the revision is news: from a later attempt, or further on in the same one. */
    boolean admits(Revision revision) {
        return revision.epoch() > epoch || revision.epoch() == epoch && revision.counter() > counter;
    }
}
