package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;
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
 * @param chunkSamples how many samples the whole chunk has
 * @param failed whether the detector failed on it: then it has no voice activity, and ends every speech segment
 * @param speech voice activity: its samples in which somebody speaks
 * @param levels loudness of the {@link #candidateFrames}, see {@link Loudness}
 * @param print of its sound; {@link SoundPrint#NONE} where nobody speaks
 * @param hidden what of its utterances does not show, since another take does, see {@link Takes}
 * @param told which utterances that begin here are told at other times than their own
 * @param previous the last part of the chunk that is linked before this one; null if none is, or this is no first part
 * @param next the first part of the chunk that is linked after this one; null if none is, or this is no last part
 * @param requested clip ids of utterances that begin here and were requested from the models
 */
public record PartEntry(
        PartId id,
        int samples,
        boolean last,
        int chunkSamples,
        Source source,
        Origin origin,
        boolean failed,
        Intervals speech,
        byte[] levels,
        SoundPrint print,
        Intervals hidden,
        List<Told> told,
        PartId previous,
        PartId next,
        List<Digest> requested) {

    public PartEntry {
        told = List.copyOf(told);
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
                part.chunkSamples(),
                source,
                part.origin(),
                detected.failure() != null,
                detected.speech(),
                Loudness.levels(frames, part.pcm()),
                detected.print(),
                Intervals.NONE,
                List.of(),
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
        return with(source, hidden, told, previous, next, requested);
    }

    PartEntry restated(Source source) {
        return with(source, hidden, told, previous, next, requested);
    }

    PartEntry showing(Intervals hidden, List<Told> told) {
        return with(source, hidden, told, previous, next, requested);
    }

    PartEntry requesting(Digest clipId) {
        List<Digest> clipIds = new ArrayList<>(requested);
        clipIds.add(clipId);
        return with(source, hidden, told, previous, next, clipIds);
    }

    private PartEntry with(
            Source source, Intervals hidden, List<Told> told, PartId previous, PartId next, List<Digest> requested) {
        return new PartEntry(
                id,
                samples,
                last,
                chunkSamples,
                source,
                origin,
                failed,
                speech,
                levels,
                print,
                hidden,
                told,
                previous,
                next,
                requested);
    }

    /** By how much the utterance that begins at this sample is told at another time than its own, µs. */
    long shiftOf(int from) {
        for (Told utterance : told) if (utterance.from() == from) return utterance.shift();
        return 0;
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
