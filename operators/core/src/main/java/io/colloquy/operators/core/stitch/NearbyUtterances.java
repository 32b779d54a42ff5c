package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.stitch.Segmenter.Candidate;
import io.colloquy.operators.core.stitch.Segmenter.UtteranceDraft;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return sound
                + 2 * Timeline.PART_MICROS
                + 2 * Takes.reachMicros(definition, true)
                + 2 * definition.toleranceMicros();
    }

    Map<UtteranceDraft, Candidate> of(PartId part) {
        return of(List.of(part));
    }

    /** Those that show. */
    Map<UtteranceDraft, Candidate> of(Collection<PartId> ids) {
        Map<UtteranceDraft, Candidate> found = new LinkedHashMap<>();
        for (PartId id : ids) {
            for (Candidate candidate : candidates(id)) if (candidate.shows()) found.put(candidate.draft(), candidate);
        }
        return found;
    }

    /** The takes around some parts, whether they show or not. */
    Set<Take> takes(Collection<PartId> ids) {
        Set<Take> found = new LinkedHashSet<>();
        for (PartId id : ids) for (Candidate candidate : candidates(id)) found.add(take(candidate));
        return found;
    }

    /**
     * The takes that begin in a part; and, found on the way, those that begin in the parts around.
     *
     * @param into by part: only of parts of which all are known
     */
    void takesFrom(PartId id, Map<PartId, List<Take>> into) {
        PartEntry part = parts.apply(id);
        if (part == null) return;
        ChainSection section = walk.around(part);
        List<Take> found = new ArrayList<>();
        for (Candidate candidate : segmenter.of(section)) found.add(take(candidate));
        for (PartEntry known : section.wholeAround(part)) {
            into.put(
                    known.id(),
                    found.stream()
                            .filter(take -> take.id().part().equals(known.id()))
                            .toList());
        }
    }

    private List<Candidate> candidates(PartId id) {
        PartEntry part = parts.apply(id);
        return part == null ? List.of() : segmenter.of(walk.around(part));
    }

    private Take take(Candidate candidate) {
        List<Slice> slices = candidate.draft().slices();
        int longest = 0;
        for (Slice slice : slices)
            longest = Math.max(longest, parts.apply(slice.part()).chunkSamples());
        return new Take(slices, parts.apply(slices.get(0).part()).source(), longest, candidate.torn());
    }
}
