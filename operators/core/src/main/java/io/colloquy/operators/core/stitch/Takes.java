package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.SameSound.Alignment;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The takes of a stream as they are now, found by when they start; and their prints. */
final class Takes {
    /** How far clocks of two sources may be apart. */
    static final long APART_MICROS = TimeUnit.MINUTES.toMicros(30);
    /** Longest utterances that one may be long by its own clock, where chunks overlap. */
    private static final long LONGEST = 5;

    private final WorkingSet parts;
    private final NearbyUtterances utterances;
    private final long longestMicros;
    private final Map<PartId, List<Take>> startingIn = new HashMap<>();
    private final Map<TakeId, SoundPrint> prints = new HashMap<>();

    Takes(WorkingSet parts, Definition definition) {
        this.parts = parts;
        this.utterances = new NearbyUtterances(definition, parts::part);
        this.longestMicros = longestMicros(definition);
    }

    static long longestMicros(Definition definition) {
        return LONGEST * Timeline.micros(definition.maxUtteranceSamples());
    }

    /**
     * How far a take may change what shows, µs: as far as it may match, and as far as that tells of others.
     *
     * @param severalSources whether it may match beyond the drift
     */
    static long reachMicros(Definition definition, boolean severalSources) {
        long near = CountedMatches.CONTEXT_MICROS + 2 * longestMicros(definition) + definition.driftMicros();
        return severalSources ? 2 * near + CountedMatches.CONTEXT_MICROS + APART_MICROS : near;
    }

    /** Those that start between these times, both included, in parts that the filter lets through. */
    List<Take> startingWithin(long from, long to, Predicate<PartPosition> filter) {
        List<Take> found = new ArrayList<>();
        for (PartPosition position : parts.meeting(from, to + 1)) {
            if (!filter.test(position)) continue;
            for (Take take : startingIn(position.id())) if (take.start() >= from && take.start() <= to) found.add(take);
        }
        return found;
    }

    /** Those of which some lies between these times. */
    List<Take> meeting(long from, long to, Predicate<PartPosition> filter) {
        List<Take> found = new ArrayList<>();
        for (Take take : startingWithin(from - longestMicros, to, filter)) if (take.end() > from) found.add(take);
        return found;
    }

    /** Null if there is none, since what was known of it is forgotten. */
    Take take(TakeId id) {
        for (Take take : startingIn(id.part())) if (take.id().equals(id)) return take;
        return null;
    }

    private List<Take> startingIn(PartId part) {
        if (!startingIn.containsKey(part)) utterances.takesFrom(part, startingIn);
        return startingIn.getOrDefault(part, List.of());
    }

    SoundPrint print(Take take) {
        return prints.computeIfAbsent(take.id(), id -> print(take.slices()));
    }

    /** Every 20 ms from the first sample on, the frame of the part that begins nearest. */
    private SoundPrint print(List<Slice> slices) {
        int samples = 0;
        for (Slice slice : slices) samples += slice.length();
        SoundPrint.Builder print = new SoundPrint.Builder(samples / SoundPrint.FRAME_SAMPLES + 1);
        int at = 0; // of the first sample of the slice
        int next = 0;
        for (Slice slice : slices) {
            SoundPrint ofPart = parts.part(slice.part()).print();
            for (; next < at + slice.length(); next += SoundPrint.FRAME_SAMPLES) {
                int sample = slice.from() + next - at;
                int frame = (sample + SoundPrint.FRAME_SAMPLES / 2) / SoundPrint.FRAME_SAMPLES;
                print.add(ofPart.frames() == 0 ? 0 : ofPart.frame(Math.min(frame, ofPart.frames() - 1)));
            }
            at += slice.length();
        }
        return print.build();
    }

    /** Frame <i>k</i> of the one is frame <i>k + shift</i> of the other, where the sound lies so far apart. */
    static int frames(Take one, Take other, long shift) {
        return Math.toIntExact(Math.round((one.start() + shift - other.start()) / (double) FRAME_MICROS));
    }

    static final long FRAME_MICROS = Timeline.micros(SoundPrint.FRAME_SAMPLES);

    /** @return by how much a sound lies later in the other than in the one, each by its own clock, µs */
    static long micros(Take one, Take other, Alignment alignment) {
        return other.start() - one.start() + alignment.shift() * FRAME_MICROS;
    }

    /** The parts of which they are made. */
    static Set<PartId> parts(Iterable<Take> takes) {
        Set<PartId> parts = new LinkedHashSet<>();
        for (Take take : takes) for (Slice slice : take.slices()) parts.add(slice.part());
        return parts;
    }
}
