package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.core.stitch.Segmenter.Openness;
import io.colloquy.operators.core.stitch.Segmenter.Stretch;
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

/** Decides what of the live set the models are asked to transcribe now, and what waits for a neighbour first. */
final class ClipRequests {
    /** Deadlines are rounded up to this, so that many edges share a timer. */
    private static final long DEADLINE_MILLIS = 500;
    /** Live audio older than this when it arrives is a backlog: no next chunk is about to come. */
    private static final long LIVE_MICROS = 120_000_000;

    private final StitchSettings settings;
    private final StreamId stream;
    private final StitchState state;
    private final WorkingSet parts;
    private final AudioPart inHand;
    private final long now;
    private final List<ClipRequest> made = new ArrayList<>();
    private final Set<Long> deadlines = new HashSet<>();
    /** Read in this step: up to a megabyte, of which two clips may take one end each. */
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
     * Sees to an utterance of the live set. What a part will certainly continue is left until it comes, however long that
     * takes.
     *
     * @param known the same utterance as it was before; null where it was not
     */
    void see(Stretch stretch, Stretch known) {
        switch (stretch.openness()) {
            case CLOSED -> {
                if (known == null || known.openness() != Openness.CLOSED) request(stretch);
            }
            case EDGE -> {
                if (known == null || known.openness() != Openness.EDGE) waitFor(stretch);
            }
            case AWAITING -> {}
        }
    }

    void request(Stretch stretch) {
        StitchedUtterance utterance = stretch.utterance();
        PartEntry first = parts.part(utterance.first().part());
        if (first.requested().contains(utterance.take())) return;
        parts.put(first.requesting(utterance.take()));
        made.add(clip(utterance, stretch.clip()));
    }

    private ClipRequest clip(StitchedUtterance utterance, List<Slice> pieces) {
        int samples = 0;
        for (Slice piece : pieces) samples += piece.length();
        byte[] pcm = new byte[2 * samples];
        Set<Origin> origins = new LinkedHashSet<>();
        List<MissingSlice> missing = new ArrayList<>();
        int at = 0;
        for (Slice piece : pieces) {
            Origin origin = parts.part(piece.part()).origin();
            origins.add(origin);
            if (!copy(piece, pcm, at)) missing.add(new MissingSlice(piece, origin, at));
            at += 2 * piece.length();
        }
        return new ClipRequest(
                stream, utterance.take(), utterance.clipStart(), List.copyOf(origins), pcm, missing, null);
    }

    /** Whether the audio is at hand. */
    private boolean copy(Slice piece, byte[] target, int at) {
        if (inHand != null && inHand.id().equals(piece.part())) {
            System.arraycopy(inHand.pcm(), 2 * piece.from(), target, at, 2 * piece.length());
            return true;
        }
        EdgeAudio kept = audio.computeIfAbsent(piece.part(), state.audio()::get);
        return kept != null && kept.copy(piece.from(), piece.to(), target, at);
    }

    private void waitFor(Stretch stretch) {
        long deadline = Math.floorDiv(now + patience(stretch), DEADLINE_MILLIS) * DEADLINE_MILLIS + DEADLINE_MILLIS;
        List<WaitingUtterance> waiting = new ArrayList<>(state.waiting().get(deadline, List.of()));
        waiting.add(new WaitingUtterance(
                stretch.outline().first().part(), stretch.utterance().take()));
        state.waiting().put(deadline, waiting);
        deadlines.add(deadline);
    }

    /** The newest part of a device that is sending live is continued when its next chunk is full. */
    private long patience(Stretch stretch) {
        long patience = settings.edgePatience().toMillis();
        List<Slice> pieces = stretch.outline().pieces();
        PartEntry last = parts.part(pieces.get(pieces.size() - 1).part());
        boolean newest = last.last() && last.end() >= state.reached().end();
        boolean live = last.source() == Source.LIVE && now * 1000 - last.end() < LIVE_MICROS;
        long chunkMillis = (last.end() - last.id().chunk().start()) / 1000;
        return newest && live ? patience + chunkMillis : patience;
    }
}
