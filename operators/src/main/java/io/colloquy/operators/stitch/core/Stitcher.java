package io.colloquy.operators.stitch.core;

import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.LiveChange.AnalysedPart;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.operators.stitch.SourceRestated;
import io.colloquy.operators.stitch.StitchSettings;
import io.colloquy.operators.stitch.core.Linker.Change;
import io.colloquy.operators.stitch.core.Utterances.Openness;
import io.colloquy.operators.stitch.core.Utterances.Stretch;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The chronological window of one stream: keeps the parts, links the chunks, and says what is to be heard.
 *
 * <p>A new part looks only at its surroundings: the utterances there before and after it came are compared, and what
 * differs is the change.
 */
public final class Stitcher {
    /** Deadlines are rounded up to this, so that many edges share a timer. */
    private static final long DEADLINE_MILLIS = 500;
    /** Live audio older than this when it arrives is a backlog: no next chunk is about to come. */
    private static final long LIVE_MICROS = 120_000_000;

    private final StitchSettings settings;
    private final Definition definition;
    private final Utterances utterances;
    private final StreamId stream;
    private final StitchState state;

    public Stitcher(StitchSettings settings, StreamId stream, StitchState state) {
        this.settings = settings;
        this.definition = settings.definition();
        this.utterances = new Utterances(definition);
        this.stream = stream;
        this.state = state;
    }

    /**
     * What a step asks of the outside.
     *
     * @param change null where the live set is as it was
     * @param deadlines when {@link #expire} is to be called, ms since the epoch
     */
    public record Step(LiveChange change, List<HearRequest> requests, Collection<Long> deadlines) {}

    /** Takes in a part. A part that is known already changes nothing. */
    public Step accept(DetectedPart detected, long now) {
        Part part = detected.part();
        if (state.parts().get(part.id()) != null) return new Step(null, List.of(), List.of());
        PartEntry entry = entry(detected);
        state.audio().put(part.id(), EdgeAudio.of(part.pcm(), detected.raw(), definition.minSilenceSamples(), pad()));
        state.reached(entry.end());
        Neighbourhood step = new Neighbourhood(now, detected);
        step.parts.arrive(entry);
        step.change(List.of(entry), true);
        return step.finish(new AnalysedPart(entry.id(), entry.samples(), detected.failure() != null));
    }

    /** Learns that a chunk came by a source of a lower rank than was known. */
    public Step restate(SourceRestated restated, long now) {
        Source known = state.restated().get(restated.chunk());
        if (known == null || restated.source().compareTo(known) < 0) {
            state.restated().put(restated.chunk(), restated.source());
        }
        Neighbourhood step = new Neighbourhood(now, null);
        List<PartEntry> ends = new ArrayList<>();
        int last = (restated.chunkSamples() - 1) / Timeline.PART_SAMPLES;
        for (int index : last == 0 ? new int[] {0} : new int[] {0, last}) {
            PartEntry entry = state.parts().get(new PartId(restated.chunk(), index));
            if (entry == null || entry.source().compareTo(restated.source()) <= 0) continue;
            PartEntry changed = entry.restated(restated.source());
            step.parts.put(changed);
            step.parts.arrive(changed);
            ends.add(changed);
        }
        step.change(ends, false);
        return step.finish(null);
    }

    /** Ends the patience of utterances that wait until {@code deadline}. */
    public Step expire(long deadline) {
        List<Waiting> due = state.waiting().get(deadline, List.of());
        state.waiting().put(deadline, null);
        Neighbourhood step = new Neighbourhood(deadline, null);
        for (Waiting waiting : due) step.giveUpWaiting(waiting);
        return step.finish(null);
    }

    private PartEntry entry(DetectedPart detected) {
        Part part = detected.part();
        Source restated = state.restated().get(part.id().chunk());
        Source source = restated != null && restated.compareTo(part.source()) < 0 ? restated : part.source();
        boolean inAnySound = detected.raw().length > 0 || part.samples() < definition.minSilenceSamples();
        byte[] levels = inAnySound ? Loudness.levels(part.id().start(), part.pcm()) : new byte[0];
        return new PartEntry(
                part.id(),
                part.samples(),
                part.last(),
                source,
                part.origin(),
                detected.failure() != null,
                detected.raw(),
                levels,
                null,
                null,
                List.of());
    }

    private int pad() {
        return Utterances.pad(definition);
    }

    /** One step: the surroundings of what arrived, before and after. */
    private final class Neighbourhood {
        final WorkingSet parts = new WorkingSet(state);
        private final ChainWalk walk =
                new ChainWalk(parts, definition.minSilenceSamples(), 5L * definition.maxUtteranceSamples());
        private final long now;
        private final DetectedPart inHand;
        private final Map<LiveUtterance, Stretch> before = new LinkedHashMap<>();
        private final Map<LiveUtterance, Stretch> after = new LinkedHashMap<>();
        private final List<HearRequest> requests = new ArrayList<>();
        private final Set<Long> deadlines = new HashSet<>();

        Neighbourhood(long now, DetectedPart inHand) {
            this.now = now;
            this.inHand = inHand;
        }

        void change(List<PartEntry> arrived, boolean isNew) {
            List<Change> changes = new Linker(parts, definition.toleranceMicros()).changes(arrived);
            Set<PartId> touched = new LinkedHashSet<>();
            for (Change change : changes) {
                touched.add(change.from());
                if (change.was() != null) touched.add(change.was());
                if (change.now() != null) touched.add(change.now());
            }
            if (isNew) arrived.forEach(entry -> addChunkNeighbours(entry, touched));
            arrived.forEach(entry -> touched.add(entry.id()));
            for (PartId id : touched) before(id);
            if (isNew) arrived.forEach(parts::put);
            changes.forEach(this::sever);
            changes.forEach(this::link);
            for (PartId id : touched) after(id);
        }

        private void addChunkNeighbours(PartEntry entry, Set<PartId> touched) {
            PartId id = entry.id();
            if (!entry.first()) touched.add(new PartId(id.chunk(), id.index() - 1));
            if (!entry.last()) touched.add(new PartId(id.chunk(), id.index() + 1));
        }

        private void before(PartId id) {
            PartEntry entry = parts.part(id);
            if (entry == null) return;
            for (Stretch stretch : utterances.of(walk.around(entry))) before.put(stretch.utterance(), stretch);
        }

        private void after(PartId id) {
            PartEntry entry = parts.part(id);
            if (entry == null) return;
            for (Stretch stretch : utterances.of(walk.around(entry))) after.put(stretch.utterance(), stretch);
        }

        private void sever(Change change) {
            PartEntry from = parts.part(change.from());
            parts.put(from.linked(from.previous(), null));
            if (change.was() == null) return;
            PartEntry was = parts.part(change.was());
            parts.put(was.linked(null, was.next()));
        }

        private void link(Change change) {
            if (change.now() == null) return;
            PartEntry from = parts.part(change.from());
            parts.put(from.linked(from.previous(), change.now()));
            PartEntry to = parts.part(change.now());
            parts.put(to.linked(change.from(), to.next()));
        }

        void giveUpWaiting(Waiting waiting) {
            PartEntry entry = parts.part(waiting.firstPart());
            if (entry == null) return;
            for (Stretch stretch : utterances.of(walk.around(entry))) {
                if (stretch.utterance().take().equals(waiting.take())) request(stretch);
            }
        }

        Step finish(AnalysedPart analysed) {
            List<LiveUtterance> removed =
                    before.keySet().stream().filter(u -> !after.containsKey(u)).toList();
            List<LiveUtterance> added =
                    after.keySet().stream().filter(u -> !before.containsKey(u)).toList();
            after.values().forEach(this::seeTo);
            parts.flush();
            boolean changes = analysed != null || !removed.isEmpty() || !added.isEmpty();
            LiveChange change = changes ? new LiveChange(stream, analysed, removed, added) : null;
            return new Step(change, requests, deadlines);
        }

        /** What a part will certainly continue is left until it comes, however long that takes. */
        private void seeTo(Stretch stretch) {
            Stretch known = before.get(stretch.utterance());
            switch (stretch.openness()) {
                case CLOSED -> request(stretch);
                case EDGE -> {
                    if (known == null || known.openness() != Openness.EDGE) waitFor(stretch);
                }
                case AWAITING -> {}
            }
        }

        private void request(Stretch stretch) {
            LiveUtterance utterance = stretch.utterance();
            PartEntry first = parts.part(utterance.first().part());
            if (first.requested().contains(utterance.take())) return;
            parts.put(first.requesting(utterance.take()));
            List<Origin> origins = stretch.clip().stream()
                    .map(piece -> parts.part(piece.part()).origin())
                    .distinct()
                    .toList();
            requests.add(new HearRequest(stream, utterance.take(), utterance.start(), origins, pcm(stretch.clip())));
        }

        private void waitFor(Stretch stretch) {
            long deadline = Math.floorDiv(now + patience(stretch), DEADLINE_MILLIS) * DEADLINE_MILLIS + DEADLINE_MILLIS;
            List<Waiting> waiting = new ArrayList<>(state.waiting().get(deadline, List.of()));
            waiting.add(new Waiting(
                    stretch.utterance().first().part(), stretch.utterance().take()));
            state.waiting().put(deadline, waiting);
            deadlines.add(deadline);
        }

        /** The newest part of a device that is sending live is continued when its next chunk is full. */
        private long patience(Stretch stretch) {
            long patience = settings.edgePatience().toMillis();
            List<Piece> pieces = stretch.utterance().pieces();
            PartEntry last = parts.part(pieces.get(pieces.size() - 1).part());
            boolean newest = last.last() && last.end() >= state.greatestEnd();
            boolean live = last.source() == Source.LIVE && now * 1000 - last.end() < LIVE_MICROS;
            long chunkMillis = (last.end() - last.id().chunk().start()) / 1000;
            return newest && live ? patience + chunkMillis : patience;
        }

        private byte[] pcm(List<Piece> clip) {
            int samples = 0;
            for (Piece piece : clip) samples += piece.length();
            byte[] pcm = new byte[2 * samples];
            int at = 0;
            for (Piece piece : clip) {
                copy(piece, pcm, at);
                at += 2 * piece.length();
            }
            return pcm;
        }

        private void copy(Piece piece, byte[] target, int at) {
            if (inHand != null && inHand.part().id().equals(piece.part())) {
                System.arraycopy(inHand.part().pcm(), 2 * piece.from(), target, at, 2 * piece.length());
            } else {
                state.audio().get(piece.part()).copy(piece.from(), piece.to(), target, at);
            }
        }
    }
}
