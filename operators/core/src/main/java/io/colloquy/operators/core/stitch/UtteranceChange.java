package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.StreamId;
import java.util.List;

/**
 * A change of the utterance set of a stream. Changes of a stream are applied in the order in which they were made.
 *
 * @param analysed the part whose arrival made the change; null where something else did
 * @param overlaps of parts that are other than they were
 * @param removed utterances that no longer are
 * @param added utterances that now are
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

    /** A part whose voice activity is known, or will never be. */
    public record AnalysedPart(PartId id, int samples, boolean failed) {}

    /**
     * Another recording speaks for other samples of a part than it did.
     *
     * @param overlapped samples that were not
     * @param cleared samples that were overlapped
     */
    public record OverlapChange(PartId part, Intervals overlapped, Intervals cleared) {}
}
