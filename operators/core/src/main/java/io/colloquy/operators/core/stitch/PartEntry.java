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
 * What stitching knows of a part. Its audio is kept apart, and only while it may still be needed.
 *
 * @param last whether it is the chunk's last part
 * @param failed whether the detector failed on it: then it has no voice activity, and ends every speech segment
 * @param speech voice activity: its samples in which somebody speaks
 * @param levels loudness of the {@link #candidateFrames}, see {@link Loudness}
 * @param overlapped what of it another recording of the same time speaks for, see {@link Overlaps}
 * @param previous the last part of the chunk that is linked before this one; null if none is, or this is no first part
 * @param next the first part of the chunk that is linked after this one; null if none is, or this is no last part
 * @param requested clip ids of utterances that begin here and were requested from the models
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
        int[] frames = candidateFrames(part.id(), part.samples(), detected.speech(), definition);
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
    int[] candidateFrames(Definition definition) {
        return candidateFrames(id, samples, speech, definition);
    }

    private static int[] candidateFrames(PartId id, int samples, Intervals speech, Definition definition) {
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

    /** The part before it in its chain; null if none is linked. It may not have arrived yet. */
    PartId before() {
        return first() ? previous : new PartId(id.chunk(), id.index() - 1);
    }

    /** The part after it in its chain; null if none is linked. It may not have arrived yet. */
    PartId after() {
        return last ? next : new PartId(id.chunk(), id.index() + 1);
    }
}
