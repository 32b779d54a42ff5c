package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.EdgeAudio.Need;
import io.colloquy.operators.core.stitch.Segmenter.Candidate;
import io.colloquy.operators.core.stitch.Segmenter.Openness;
import io.colloquy.operators.core.stitch.Segmenter.UtteranceDraft;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.stitch.UtteranceChange.HiddenChange;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stitches one stream: it keeps the parts, links the chunks, finds the utterances, and says what is to be transcribed.
 *
 * <p>A new part looks only at the utterances near it. They are compared, as they were and as they are. The
 * difference is the change of the utterance set.
 */
public final class Stitcher {
    /** How many buckets a part's arrival forgets. It brings one at most, so a backlog of buckets gets shorter. */
    private static final int SWEEP = 4;

    private final StitchSettings settings;
    private final Definition definition;
    private final StreamId stream;
    private final StitchState state;
    private final SameSound evidence;

    public Stitcher(StitchSettings settings, StreamId stream, StitchState state) {
        this(settings, stream, state, SameSound.BY_PRINT);
    }

    /** @param evidence by which takes are of one sound: always the same for a stream */
    public Stitcher(StitchSettings settings, StreamId stream, StitchState state, SameSound evidence) {
        this.settings = settings;
        this.definition = settings.definition();
        this.stream = stream;
        this.state = state;
        this.evidence = evidence;
    }

    /**
     * What a step asks of the outside.
     *
     * @param change empty if the utterances are as they were
     * @param failed the part, if it is new and the detector failed on it
     * @param deadlines when {@link #expire} is to be called, ms since the epoch
     */
    public record Step(
            Optional<UtteranceChange> change,
            Optional<DetectedPart> failed,
            List<ClipRequest> requests,
            Collection<Long> deadlines) {
        private static final Step NOTHING = new Step(Optional.empty(), Optional.empty(), List.of(), List.of());

        Step failedIf(boolean fails, DetectedPart part) {
            return fails ? new Step(change, Optional.of(part), requests, deadlines) : this;
        }

        Step with(List<ClipRequest> more) {
            if (more.isEmpty()) return this;
            List<ClipRequest> all = new ArrayList<>(more);
            all.addAll(requests);
            return new Step(change, failed, all, deadlines);
        }
    }

    /** Takes in a part. A part that is known already changes nothing. */
    public Step accept(DetectedPart detected, long now) {
        AudioPart part = detected.part();
        if (state.parts().get(part.id()) != null) return Step.NOTHING;
        PartEntry entry = PartEntry.of(detected, source(part), definition);
        List<ClipRequest> last = advance(entry, now);
        WorkingSet parts = new WorkingSet(state);
        parts.put(entry);
        Set<PartId> touched = linker(parts).link(List.of(entry));
        touched.add(entry.id());
        if (!entry.first()) touched.add(entry.before());
        if (!entry.last()) touched.add(entry.after());
        keepAudio(parts, detected);
        boolean severalSources = state.currentProgress().hasSources();
        AnalysedPart analysed =
                new AnalysedPart(entry.id(), entry.samples(), detected.failure() != null, severalSources);
        return finish(parts, touched, analysed, new ClipRequests(settings, stream, state, parts, part, now))
                .failedIf(detected.failure() != null, detected)
                .with(last);
    }

    /**
     * Forgets what no chunk can reach that is still accepted. What waits there for a neighbour is requested as it
     * stands.
     */
    private List<ClipRequest> advance(PartEntry arrived, long now) {
        StitchProgress progress = state.currentProgress().with(arrived);
        long reach = NearbyUtterances.reachMicros(definition);
        long end = Timeline.bucket(progress.newest() - settings.horizonMicros() - reach);
        List<ClipRequest> last = List.of();
        if (progress.sweptTo() < end) {
            PartIndex index = new PartIndex(state);
            List<Long> oldest = index.oldestBefore(end, SWEEP);
            last = requestsIn(oldest, index, now);
            oldest.forEach(index::forget);
            if (oldest.size() < SWEEP) progress = progress.swept(end);
        }
        state.putProgress(progress);
        return last;
    }

    private List<ClipRequest> requestsIn(List<Long> buckets, PartIndex index, long now) {
        WorkingSet parts = new WorkingSet(state);
        ClipRequests requests = new ClipRequests(settings, stream, state, parts, null, now);
        NearbyUtterances nearby = new NearbyUtterances(definition, parts::part);
        for (long bucket : buckets) {
            for (PartPosition position : index.inBucket(bucket)) {
                PartEntry part = parts.part(position.id());
                if (endsIn(buckets, part.before(), parts) || endsIn(buckets, part.after(), parts))
                    nearby.of(part.id()).values().forEach(requests::request);
            }
        }
        // of a long speech, utterances in parts that stay are requested too: their cuts can't be found afterwards
        parts.flush();
        return requests.made();
    }

    /** Whether this neighbour is missing, or outside of the buckets: only beside such a place can an utterance wait. */
    private static boolean endsIn(List<Long> buckets, PartId neighbour, WorkingSet parts) {
        return parts.part(neighbour) == null || !buckets.contains(Timeline.bucket(neighbour.start()));
    }

    private void keepAudio(WorkingSet parts, DetectedPart detected) {
        PartEntry entry = parts.part(detected.part().id());
        boolean openBefore = parts.part(entry.before()) == null;
        boolean openAfter = parts.part(entry.after()) == null;
        Need need = new Need(definition.minSilenceSamples(), Segmenter.pad(definition), openBefore, openAfter);
        state.audio().put(entry.id(), EdgeAudio.of(detected.part().pcm(), detected.speech(), need));
    }

    /** Learns that a chunk came by a source that speaks before the one that was known. */
    public Step restate(SourceRestated restated, long now) {
        Source known = state.restated().get(restated.chunk());
        if (known == null || restated.source().compareTo(known) < 0) {
            state.restated().put(restated.chunk(), restated.source());
        }
        state.putProgress(state.currentProgress().with(restated.source()));
        WorkingSet parts = new WorkingSet(state);
        List<PartEntry> changed = new ArrayList<>();
        int last = (restated.chunkSamples() - 1) / Timeline.PART_SAMPLES;
        for (int index = 0; index <= last; index++) {
            PartEntry entry = parts.part(new PartId(restated.chunk(), index));
            if (entry == null || entry.source().compareTo(restated.source()) <= 0) continue;
            changed.add(entry.restated(restated.source()));
        }
        changed.forEach(parts::put);
        Set<PartId> touched = linker(parts).link(changed);
        changed.forEach(entry -> touched.add(entry.id()));
        return finish(parts, touched, null, new ClipRequests(settings, stream, state, parts, null, now));
    }

    /** Ends the patience of utterances that wait until {@code deadline}. */
    public Step expire(long deadline) {
        List<WaitingUtterance> due = state.waiting().get(deadline, List.of());
        state.waiting().put(deadline, null);
        WorkingSet parts = new WorkingSet(state);
        ClipRequests requests = new ClipRequests(settings, stream, state, parts, null, deadline);
        NearbyUtterances nearby = new NearbyUtterances(definition, parts::part);
        for (WaitingUtterance waiting : due) {
            nearby.of(waiting.firstPart()).values().stream()
                    .filter(candidate -> candidate.utterance().clipId().equals(waiting.clipId()))
                    .forEach(requests::request);
        }
        parts.flush();
        return new Step(Optional.empty(), Optional.empty(), requests.made(), requests.deadlines());
    }

    /** @param touched parts that are new, or whose neighbours or source changed */
    private Step finish(WorkingSet parts, Set<PartId> touched, AnalysedPart analysed, ClipRequests requests) {
        NearbyUtterances was = new NearbyUtterances(definition, parts::partBefore);
        NearbyUtterances is = new NearbyUtterances(definition, parts::part);
        updateTakes(parts, was.takes(touched), is.takes(touched));
        List<HiddenChange> hidden = hiddenChanges(parts);
        Set<PartId> ids = new LinkedHashSet<>(touched);
        ids.addAll(parts.showingOtherwise());
        var before = was.of(ids);
        var after = is.of(ids);
        after.forEach((draft, candidate) -> requests.see(candidate, before.get(draft)));
        releaseAudio(parts, touched, after.values());
        parts.flush();

        UtteranceChange change = new UtteranceChange(
                stream, analysed, hidden, only(before.keySet(), after), only(after.keySet(), before));
        return new Step(
                change.isEmpty() ? Optional.empty() : Optional.of(change),
                Optional.empty(),
                requests.made(),
                requests.deadlines());
    }

    private void updateTakes(WorkingSet parts, Set<Take> before, Set<Take> after) {
        Set<Take> removed = new LinkedHashSet<>(before);
        removed.removeAll(after);
        Set<Take> added = new LinkedHashSet<>(after);
        added.removeAll(before);
        if (removed.isEmpty() && added.isEmpty()) return;
        new SameTakes(parts, state, definition, evidence).update(removed, added);
    }

    private static List<HiddenChange> hiddenChanges(WorkingSet parts) {
        List<HiddenChange> changes = new ArrayList<>();
        for (PartId id : parts.showingOtherwise()) {
            PartEntry before = parts.partBefore(id);
            Intervals was = before == null ? Intervals.NONE : before.hidden();
            Intervals now = parts.part(id).hidden();
            if (!now.equals(was)) changes.add(new HiddenChange(id, now.minus(was), was.minus(now)));
        }
        return changes;
    }

    /**
     * Releases audio of parts whose neighbours are both known, and of which nothing waits: no clip needs it any more.
     */
    private void releaseAudio(WorkingSet parts, Set<PartId> touched, Collection<Candidate> candidates) {
        Set<PartId> waiting = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (candidate.openness() == Openness.CLOSED) continue;
            for (Slice slice : candidate.clip()) waiting.add(slice.part());
        }
        for (PartId id : touched) {
            PartEntry part = parts.part(id);
            if (part == null || waiting.contains(id)) continue;
            if (parts.part(part.before()) != null && parts.part(part.after()) != null)
                state.audio().put(id, null);
        }
    }

    private static List<StitchedUtterance> only(Set<UtteranceDraft> these, Map<UtteranceDraft, Candidate> others) {
        return these.stream()
                .filter(draft -> !others.containsKey(draft))
                .map(UtteranceDraft::utterance)
                .toList();
    }

    private Linker linker(WorkingSet parts) {
        return new Linker(parts, definition.toleranceMicros());
    }

    private Source source(AudioPart part) {
        Source restated = state.restated().get(part.id().chunk());
        return restated != null && restated.compareTo(part.source()) < 0 ? restated : part.source();
    }
}
