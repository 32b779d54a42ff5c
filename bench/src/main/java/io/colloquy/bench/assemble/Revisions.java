package io.colloquy.bench.assemble;

import io.colloquy.schemas.Revision;

/** Takes what a pipeline publishes. */
@FunctionalInterface
public interface Revisions {

    void take(Revision revision) throws Exception;
}
