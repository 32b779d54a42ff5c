package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.core.stitch.Segmenter.Candidate;
import io.colloquy.operators.core.stitch.Segmenter.Openness;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which utterances are requested from the models now, and which wait for a neighbour first. */
final class ClipRequests {
    /** Deadlines are rounded up to this, so that many edges share a timer. */
    private static final long DEADLINE_MILLIS = 500;
    /** Live audio that is older than this when it arrives is a backlog: no next chunk is about to be recorded. */
    private static final long LIVE_MICROS = 120_000_000;

    private final StitchSettings settings;
    private final StreamId stream;
    private final StitchState state;
    private final WorkingSet parts;
    private final AudioPart inHand;
    private final long now;
    private final List<ClipRequest> made = new ArrayList<>();
    private final Set<Long> deadlines = new HashSet<>();
    /** Edge audio that was read in this step. It may be a megabyte, and two clips may take one end of it each. */
    private final Map<PartId, EdgeAudio> audio = new HashMap<>();

    /** @param inHand the part that just came, with its audio; null where none did */
    ClipRequests(
            StitchSettings settings, StreamId stream, StitchState state, WorkingSet parts, AudioPart inHand, long now) {
        this.settings = settings;
        this.stream = stream;
        this.state = state;
        this.parts = parts;
        this.inHand = inHand;
        this.now = now;
    }

    List<ClipRequest> made() {
        return made;
    }

    Collection<Long> deadlines() {
        return deadlines;
    }

    /**
     * Requests an utterance, or has it wait. One that a part of the same chunk continues is left until that part comes,
     * however long it takes.
     *
     * @param known the same utterance as it was before; null if there was none
     */
    void see(Candidate candidate, Candidate known) {
        switch (candidate.openness()) {
            case CLOSED -> {
                if (known == null || known.openness() != Openness.CLOSED) request(candidate);
            }
            case EDGE -> {
                if (known == null || known.openness() != Openness.EDGE) waitFor(candidate);
            }
            case AWAITING -> {}
        }
    }

    void request(Candidate candidate) {
        StitchedUtterance utterance = candidate.utterance();
        PartEntry first = parts.part(utterance.first().part());
        if (first.requested().contains(utterance.clipId())) return;
        parts.put(first.requesting(utterance.clipId()));
        made.add(clip(utterance, candidate.clip()));
    }

    private ClipRequest clip(StitchedUtterance utterance, List<Slice> slices) {
        int samples = 0;
        for (Slice slice : slices) samples += slice.length();
        byte[] pcm = new byte[2 * samples];
        Set<Origin> origins = new LinkedHashSet<>();
        List<MissingSlice> missing = new ArrayList<>();
        int at = 0;
        for (Slice slice : slices) {
            Origin origin = parts.part(slice.part()).origin();
            origins.add(origin);
            if (!copy(slice, pcm, at)) missing.add(new MissingSlice(slice, origin, at));
            at += 2 * slice.length();
        }
        return new ClipRequest(
                stream, utterance.clipId(), utterance.clipStart(), List.copyOf(origins), pcm, missing, null);
    }

    /** Whether the audio is at hand. */
    private boolean copy(Slice slice, byte[] target, int at) {
        if (inHand != null && inHand.id().equals(slice.part())) {
            System.arraycopy(inHand.pcm(), 2 * slice.from(), target, at, 2 * slice.length());
            return true;
        }
        EdgeAudio kept = audio.computeIfAbsent(slice.part(), state.audio()::get);
        return kept != null && kept.copy(slice.from(), slice.to(), target, at);
    }

    private void waitFor(Candidate candidate) {
        long deadline = Math.floorDiv(now + patience(candidate), DEADLINE_MILLIS) * DEADLINE_MILLIS + DEADLINE_MILLIS;
        List<WaitingUtterance> waiting = new ArrayList<>(state.waiting().get(deadline, List.of()));
        waiting.add(new WaitingUtterance(
                candidate.draft().first().part(), candidate.utterance().clipId()));
        state.waiting().put(deadline, waiting);
        deadlines.add(deadline);
    }

    /** If the part is the newest of a device that is sending live, the next chunk comes when it is full. */
    private long patience(Candidate candidate) {
        long patience = settings.edgePatience().toMillis();
        List<Slice> slices = candidate.draft().slices();
        PartEntry last = parts.part(slices.get(slices.size() - 1).part());
        boolean newest = last.last() && last.end() >= state.currentProgress().end();
        boolean live = last.source() == Source.LIVE && now * 1000 - last.end() < LIVE_MICROS;
        long chunkMillis = (last.end() - last.id().chunk().start()) / 1000;
        return newest && live ? patience + chunkMillis : patience;
    }
}
