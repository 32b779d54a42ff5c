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

/** The utterances around parts, as one view of the parts has them. */
final class NearbyUtterances {
    /** Where sound goes on and on, nothing this many longest utterances away depends on a part. */
    private static final long REACH = 5;

    private final Function<PartId, PartEntry> parts;
    private final Segmenter utterances;
    private final ChainWalk walk;

    NearbyUtterances(Definition definition, Function<PartId, PartEntry> parts) {
        this.parts = parts;
        this.utterances = new Segmenter(definition);
        this.walk = new ChainWalk(parts, definition.minSilenceSamples(), REACH * definition.maxUtteranceSamples());
    }

    /** How far from a chunk's start, at most, parts lie that anything looks at when it comes, µs. */
    static long reachMicros(Definition definition) {
        long sound = (REACH + 2) * Timeline.micros(definition.maxUtteranceSamples());
        return sound + 2 * Timeline.PART_MICROS + 2 * definition.driftMicros() + 2 * definition.toleranceMicros();
    }

    Map<UtteranceDraft, Candidate> of(PartId part) {
        return of(List.of(part));
    }

    Map<UtteranceDraft, Candidate> of(Collection<PartId> places) {
        Map<UtteranceDraft, Candidate> found = new LinkedHashMap<>();
        for (PartId place : places) {
            PartEntry part = parts.apply(place);
            if (part == null) continue;
            for (Candidate candidate : utterances.of(walk.around(part))) found.put(candidate.draft(), candidate);
        }
        return found;
    }
}
