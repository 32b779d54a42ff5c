package io.colloquy.connectors.postgres;

import io.colloquy.schemas.Revision;

/**
 * The last revision that was applied to a stream.
 *
 * @param epoch the number that the database gave to the start of the job that made it
 * @param counter grows by one with each revision of the stream within an epoch
 */
record Fence(long epoch, long counter) {

    static Fence of(Revision revision) {
        return new Fence(revision.epoch(), revision.counter());
    }

    /** Whether the revision comes after this one: from a later start of the job, or further on in the same one. */
    boolean isBefore(Revision revision) {
        return revision.epoch() > epoch || revision.epoch() == epoch && revision.counter() > counter;
    }
}
