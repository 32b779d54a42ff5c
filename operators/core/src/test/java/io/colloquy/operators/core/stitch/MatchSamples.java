package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.stitch.Match.Side;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;

/** A match, for tests elsewhere. */
public final class MatchSamples {
    public static final Match MATCH = new Match(
            new Side(take(1_700_000_000_000_000L, 0), Source.LIVE),
            new Side(take(1_700_000_090_000_000L, 1_600), Source.SYNC),
            90_020_000,
            412);

    private MatchSamples() {}

    private static TakeId take(long start, int from) {
        return new TakeId(new PartId(new ChunkKey(start, new Digest(start, 1, 2, 3)), 2), from);
    }
}
