package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.stitch.Segmenter.Candidate;
import io.colloquy.operators.core.stitch.Segmenter.UtteranceDraft;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Timeline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The utterances around some parts, in one version of the parts: as they were before a step, or as they are now. */
final class NearbyUtterances {
    /** How far a part matters where the sound goes on and on, in longest utterances. */
    private static final long REACH = 5;

    private final Function<PartId, PartEntry> parts;
    private final Segmenter segmenter;
    private final ChainWalk walk;

    NearbyUtterances(Definition definition, Function<PartId, PartEntry> parts) {
        this.parts = parts;
        this.segmenter = new Segmenter(definition);
        this.walk = new ChainWalk(parts, definition.minSilenceSamples(), REACH * definition.maxUtteranceSamples());
    }

    /** The arrival of a chunk looks at no part that lies further than this from the chunk's start, µs. */
    static long reachMicros(Definition definition) {
        long sound = (REACH + 2) * Timeline.micros(definition.maxUtteranceSamples());
        return sound + 2 * Timeline.PART_MICROS + 2 * definition.driftMicros() + 2 * definition.toleranceMicros();
    }

    Map<UtteranceDraft, Candidate> of(PartId part) {
        return of(List.of(part));
    }

    Map<UtteranceDraft, Candidate> of(Collection<PartId> ids) {
        Map<UtteranceDraft, Candidate> found = new LinkedHashMap<>();
        for (PartId id : ids) {
            PartEntry part = parts.apply(id);
            if (part == null) continue;
            for (Candidate candidate : segmenter.of(walk.around(part))) found.put(candidate.draft(), candidate);
        }
        return found;
    }
}
