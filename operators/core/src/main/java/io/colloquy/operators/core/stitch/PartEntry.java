package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * What the window knows of a part; the audio is kept apart, and only where it may still be needed.
 *
 * @param last no other part of the chunk follows
 * @param failed its voice activity could not be told; it has no sound, and ends every sound
 * @param speech voice activity: its samples in which somebody speaks
 * @param levels loudness of the {@link #cuttableFrames}, see {@link Loudness}
 * @param overlapped what of it another recording of the same time speaks for, see {@link Overlaps}
 * @param previous the last part of the chunk that is linked before this one; null where none is, or this isn't a first
 *     part
 * @param next the first part of the chunk that is linked after this one; null where none is, or this isn't a last part
 * @param requested clip ids of utterances that begin here, which the models have been asked to transcribe
 */
public record PartEntry(
        PartId id,
        int samples,
        boolean last,
        Source source,
        Origin origin,
        boolean failed,
        Intervals speech,
        byte[] levels,
        Intervals overlapped,
        PartId previous,
        PartId next,
        List<Digest> requested) {

    public PartEntry {
        requested = List.copyOf(requested);
    }

    /** A part that has just come, by itself. */
    public static PartEntry of(DetectedPart detected, Source source, Definition definition) {
        AudioPart part = detected.part();
        int[] frames = cuttableFrames(part.id(), part.samples(), detected.speech(), definition);
        return new PartEntry(
                part.id(),
                part.samples(),
                part.last(),
                source,
                part.origin(),
                detected.failure() != null,
                detected.speech(),
                Loudness.levels(frames, part.pcm()),
                Intervals.NONE,
                null,
                null,
                List.of());
    }

    /** Frames at which speech that goes on too long may be cut, in order. */
    int[] cuttableFrames(Definition definition) {
        return cuttableFrames(id, samples, speech, definition);
    }

    private static int[] cuttableFrames(PartId id, int samples, Intervals speech, Definition definition) {
        return Loudness.frames(id.start(), samples, CutCandidates.of(speech, samples, definition));
    }

    public boolean first() {
        return id.index() == 0;
    }

    /** Nominal end, µs since the epoch. */
    public long end() {
        return id.start() + Timeline.micros(samples);
    }

    PartEntry linked(PartId previous, PartId next) {
        return new PartEntry(
                id, samples, last, source, origin, failed, speech, levels, overlapped, previous, next, requested);
    }

    PartEntry restated(Source source) {
        return new PartEntry(
                id, samples, last, source, origin, failed, speech, levels, overlapped, previous, next, requested);
    }

    PartEntry overlapped(Intervals overlapped) {
        return new PartEntry(
                id, samples, last, source, origin, failed, speech, levels, overlapped, previous, next, requested);
    }

    PartEntry requesting(Digest clipId) {
        List<Digest> clipIds = new ArrayList<>(requested);
        clipIds.add(clipId);
        return new PartEntry(
                id, samples, last, source, origin, failed, speech, levels, overlapped, previous, next, clipIds);
    }

    /** The part before it in its chain; null where none is linked. It need not have arrived. */
    PartId before() {
        return first() ? previous : new PartId(id.chunk(), id.index() - 1);
    }

    /** The part after it in its chain; null where none is linked. It need not have arrived. */
    PartId after() {
        return last ? next : new PartId(id.chunk(), id.index() + 1);
    }
}
