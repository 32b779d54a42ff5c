package io.colloquy.proof.oracle;

import io.colloquy.proof.oracle.Models.Alignment;
import io.colloquy.proof.oracle.Models.Sameness;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which utterances are takes of one sound, which samples of them are hidden, and when they are told. */
final class TakeRule {
    private static final long APART = 1_800_000_000L;
    private static final long CONTEXT = 600_000_000L;
    private static final long FRAME = 20_000;
    private static final int LEAST = 100;
    private static final int TOGETHER = 500;
    private static final long SAME_SHIFT = 100_000;
    private static final long DRIFTING = 200_000;
    private static final int FRAME_SAMPLES = 320;
    private static final int MARGIN = Timeline.SAMPLE_RATE / 4;

    private final Definition definition;
    private final Sameness same;
    private final List<Take> takes;
    private final List<Match> matches = new ArrayList<>();

    /** @param longest samples of the longest chunk of which it has a piece */
    record Take(Utterances.Clipped utterance, int samples, Source source, int longest, byte[] print) {
        static final Comparator<Take> ORDER = Comparator.<Take, PartId>comparing(
                        take -> take.first().part())
                .thenComparing(take -> take.first().from());
        static final Comparator<Take> RANK = Comparator.<Take, Boolean>comparing(take -> take.utterance.torn())
                .thenComparing(Take::source)
                .thenComparing(take -> -take.longest)
                .thenComparing(ORDER);

        Slice first() {
            return utterance.slices().get(0);
        }

        long start() {
            return first().start();
        }

        long end() {
            return start() + Timeline.micros(samples());
        }
    }

    /** What is at <i>t</i> in the one is at <i>t + shift</i> in the other. */
    private record Match(Take one, Take other, long shift, int frames) {}

    TakeRule(Definition definition, Sameness same, List<Take> takes) {
        this.definition = definition;
        this.same = same;
        this.takes = takes;
        for (Take one : takes) {
            for (Take other : takes) if (Take.ORDER.compare(one, other) < 0) match(one, other);
        }
    }

    private void match(Take one, Take other) {
        boolean sources = one.source != other.source;
        boolean meet = one.start() < other.end() && other.start() < one.end();
        if (!sources && !meet) return;
        Alignment found =
                same.align(one.print, other.print, frames(one, other, -drift()), frames(one, other, drift()), LEAST);
        if (found == null && sources)
            found = same.align(one.print, other.print, frames(one, other, -APART), frames(one, other, APART), LEAST);
        if (found == null) return;
        long shift = other.start() - one.start() + found.shift() * FRAME;
        matches.add(new Match(one, other, shift, found.frames()));
        matches.add(new Match(other, one, -shift, found.frames()));
    }

    private long drift() {
        return definition.driftMicros();
    }

    /** Frame k of the one is frame k and so many of the other, where the sound is later by the shift. */
    private static int frames(Take one, Take other, long shift) {
        return (int) Math.round((one.start() + shift - other.start()) / (double) FRAME);
    }

    /** Matches near the take that count, the nearest first. */
    private List<Match> around(Take take) {
        return matches.stream()
                .filter(match -> match.one.source == take.source)
                .filter(match -> distance(match.one, take) <= CONTEXT)
                .filter(this::counts)
                .sorted(Comparator.<Match>comparingLong(match -> distance(match.one, take))
                        .thenComparing(match -> Math.abs(match.shift))
                        .thenComparing(match -> match.shift)
                        .thenComparing(match -> match.one, Take.ORDER)
                        .thenComparing(match -> match.other, Take.ORDER))
                .toList();
    }

    private boolean counts(Match match) {
        if (Math.abs(match.shift) <= drift()) return true;
        List<Match> near = matches.stream()
                .filter(other -> other.one.source == match.one.source && other.other.source == match.other.source)
                .filter(other -> Math.abs(bucket(other.one) - bucket(match.one)) <= 1)
                .toList();
        int most = near.stream()
                .mapToInt(other -> together(near, other.shift))
                .max()
                .orElse(0);
        if (most < TOGETHER) return false;
        long best = near.stream()
                .map(Match::shift)
                .filter(shift -> together(near, shift) == most)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Math.abs(match.shift - best) <= DRIFTING;
    }

    private static long bucket(Take take) {
        return Math.floorDiv(take.start(), Timeline.BUCKET_MICROS);
    }

    private static int together(List<Match> near, long shift) {
        return near.stream()
                .filter(other -> Math.abs(other.shift - shift) <= SAME_SHIFT)
                .mapToInt(Match::frames)
                .sum();
    }

    private static long distance(Take one, Take other) {
        return Math.abs(one.start() - other.start());
    }

    /** The samples of a take that do not show. */
    BitSet hidden(Take take) {
        BitSet hidden = new BitSet();
        List<Match> around = around(take);
        Map<Source, Set<Long>> told = told(around);
        for (Take other : takes) {
            if (other == take || Take.RANK.compare(other, take) > 0) continue;
            Match own = own(take, other, around);
            if (own != null) hide(take, other, frames(take, other, own.shift), hidden);
            else
                for (long shift : told.getOrDefault(other.source, Set.of())) {
                    Alignment found = agree(take, other, shift);
                    if (found == null) continue;
                    hide(take, other, found.shift(), hidden);
                    break;
                }
        }
        int samples = take.samples();
        if (!hidden.isEmpty() && samples - hidden.cardinality() < definition.minSpeechSamples()) hidden.set(0, samples);
        return hidden;
    }

    private static Match own(Take take, Take other, List<Match> around) {
        for (Match match : around) if (match.one == take && match.other == other) return match;
        return null;
    }

    /** The shifts that the nearest matches with a source tell: one forward and one back. */
    private static Map<Source, Set<Long>> told(List<Match> around) {
        Map<Source, Set<Long>> shifts = new HashMap<>();
        for (Source source : Source.values()) {
            for (boolean back : new boolean[] {false, true}) {
                for (Match match : around) {
                    if (match.other.source != source || match.shift < 0 != back) continue;
                    shifts.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(match.shift);
                    break;
                }
            }
        }
        return shifts;
    }

    private Alignment agree(Take take, Take other, long shift) {
        boolean meet = other.start() <= take.end() + shift && other.end() > take.start() + shift;
        boolean oneChunk =
                other.first().part().chunk().equals(take.first().part().chunk());
        if (!meet || oneChunk) return null;
        return same.agree(take.print, other.print, frames(take, other, shift));
    }

    private void hide(Take take, Take by, int shift, BitSet hidden) {
        BitSet agreeing = same.agreeing(take.print, by.print, shift);
        int first = Math.max(0, -shift);
        int last = Math.min(take.print.length, by.print.length - shift) - 1;
        for (int frame = first; frame <= last; frame++) {
            if (!agreeing.get(frame)) continue;
            int from = frame * FRAME_SAMPLES - (frame == first ? MARGIN : 0);
            int to = (frame + 1) * FRAME_SAMPLES + (frame == last ? MARGIN : 0);
            int end = Math.min(take.samples(), to);
            if (from < end) hidden.set(Math.max(0, from), end);
        }
    }

    /** How much later than by its own clock it is told: by the clock of the best source, as the nearest match says. */
    long shift(Take take) {
        List<Match> around = around(take);
        for (Source source : Source.values()) {
            if (source.compareTo(take.source) >= 0) break;
            for (Match match : around) if (match.other.source == source) return match.shift;
        }
        return 0;
    }
}
