package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.StreamId;
import java.util.List;

/**
 * A change of the utterance set of a stream. Changes of a stream are applied in the order in which they were made.
 *
 * @param analysed the part whose arrival made the change; null if something else did
 * @param overlaps the overlaps that changed
 * @param removed utterances that are no longer in the set
 * @param added utterances that are now in the set
 */
public record UtteranceChange(
        StreamId stream,
        AnalysedPart analysed,
        List<OverlapChange> overlaps,
        List<StitchedUtterance> removed,
        List<StitchedUtterance> added) {

    /** How it travels. */
    public static final MessageCodec<UtteranceChange> CODEC =
            MessageCodec.of("utterance-change", new UtteranceChangeLayout());

    public UtteranceChange {
        overlaps = List.copyOf(overlaps);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return analysed == null && overlaps.isEmpty() && removed.isEmpty() && added.isEmpty();
    }

    /**
     * A part that the detector has seen.
     *
     * @param failed whether the detector failed on it
     */
    public record AnalysedPart(PartId id, int samples, boolean failed) {}

    /**
     * Another recording speaks for more samples of a part than before, or for fewer.
     *
     * @param overlapped samples that are overlapped now and were not
     * @param cleared samples that were overlapped and are not now
     */
    public record OverlapChange(PartId part, Intervals overlapped, Intervals cleared) {}
}
