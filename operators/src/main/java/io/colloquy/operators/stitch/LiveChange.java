package io.colloquy.operators.stitch;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.StreamId;
import java.util.List;

/**
 * A change of the live set of a stream. Changes of a stream are applied in the order in which they were made.
 *
 * @param analysed the part whose arrival made the change; null where something else did
 * @param removed utterances that no longer are
 * @param added utterances that now are
 */
public record LiveChange(
        StreamId stream, AnalysedPart analysed, List<LiveUtterance> removed, List<LiveUtterance> added) {

    public LiveChange {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** A part whose voice activity is known, or will never be. */
    public record AnalysedPart(PartId id, int samples, boolean failed) {}
}
