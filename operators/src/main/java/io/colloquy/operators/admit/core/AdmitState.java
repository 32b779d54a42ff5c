package io.colloquy.operators.admit.core;

import io.colloquy.operators.admit.Admitted;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;

/** What admission remembers of one stream. */
public interface AdmitState {

    /** Null where the chunk is not known. */
    Admitted admitted(ChunkKey chunk);

    void putAdmitted(ChunkKey chunk, Admitted admitted);

    /** The greatest offset seen of the origin's partition; −1 at first. */
    long seenOffset(Origin origin);

    void putSeenOffset(Origin origin);
}
