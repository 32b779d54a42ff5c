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
 * @param hidden what is hidden of parts now and was not, and the other way round
 * @param removed utterances that are no longer in the set
 * @param added utterances that are now in the set
 */
public record UtteranceChange(
        StreamId stream,
        AnalysedPart analysed,
        List<HiddenChange> hidden,
        List<StitchedUtterance> removed,
        List<StitchedUtterance> added) {

    /** How it travels. */
    public static final MessageCodec<UtteranceChange> CODEC =
            MessageCodec.of("utterance-change", new UtteranceChangeLayout());

    public UtteranceChange {
        hidden = List.copyOf(hidden);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return analysed == null && hidden.isEmpty() && removed.isEmpty() && added.isEmpty();
    }

    /**
     * A part that the detector has seen.
     *
     * @param failed whether the detector failed on it
     * @param severalSources whether parts of the stream have come by other sources, too: then it may change what is
     *     told at far other times
     */
    public record AnalysedPart(PartId id, int samples, boolean failed, boolean severalSources) {}

    /**
     * Other takes stand for more samples of a part than before, or for fewer.
     *
     * @param hidden samples that are hidden now and were not
     * @param cleared samples that were hidden and are not now
     */
    public record HiddenChange(PartId part, Intervals hidden, Intervals cleared) {}
}
