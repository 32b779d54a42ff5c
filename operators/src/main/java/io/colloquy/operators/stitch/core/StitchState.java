package io.colloquy.operators.stitch.core;

import io.colloquy.operators.state.core.Entries;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.List;

/**
 * What the window remembers of one stream. All but what waits, the extent and the audio lives until the horizon has passed
 * it.
 *
 * @param parts that arrived
 * @param slots where parts lie, see {@link PlacedParts}
 * @param occupied which buckets of time hold parts
 * @param audio at the open ends of parts; may be gone at any time, it can be recalled
 * @param restated sources that repeats gave to chunks
 * @param waiting utterances whose patience ends, by deadline
 * @param extents one entry
 */
public record StitchState(
        Entries<PartId, PartEntry> parts,
        Entries<Long, List<Placed>> slots,
        Entries<Long, Long> occupied,
        Entries<PartId, EdgeAudio> audio,
        Entries<ChunkKey, Source> restated,
        Entries<Long, List<Waiting>> waiting,
        Entries<String, Extent> extents) {
    private static final String ONLY = "";

    Extent extent() {
        return extents.get(ONLY, Extent.NONE);
    }

    void put(Extent extent) {
        extents.put(ONLY, extent);
    }
}
