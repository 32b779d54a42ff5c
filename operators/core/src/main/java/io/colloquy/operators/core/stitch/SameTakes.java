package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.CountedMatches.Stretch;
import io.colloquy.operators.core.stitch.Match.Side;
import io.colloquy.operators.core.stitch.SameSound.Alignment;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds which takes are of one sound, and which of them shows. A step gives the takes that are gone and that are new.
 * Matches with these are all that changes; what shows then changes only near them.
 */
final class SameTakes {
    /** 0.25 s: detectors do not agree about where a sound begins and ends. */
    private static final int MARGIN_SAMPLES = Timeline.SAMPLE_RATE / 4;

    private final WorkingSet parts;
    private final Definition definition;
    private final SameSound evidence;
    private final boolean severalSources;
    private final Takes takes;
    private final Matches matches;
    private final CountedMatches counted;
    private final long longest;

    SameTakes(WorkingSet parts, StitchState state, Definition definition, SameSound evidence) {
        this.parts = parts;
        this.definition = definition;
        this.evidence = evidence;
        this.severalSources = state.currentProgress().hasSources();
        this.takes = new Takes(parts, definition);
        this.matches = new Matches(state);
        this.counted = new CountedMatches(matches, definition.driftMicros());
        this.longest = Takes.longestMicros(definition);
    }

    /** Another take in which the sound of one lies, so many frames later. */
    private record Partner(Take take, int shift) {}

    /**
     * Brings up to date what shows.
     *
     * @param removed takes that are gone
     * @param added takes that are new, all there
     */
    void update(Collection<Take> removed, Collection<Take> added) {
        Set<Match> before = new LinkedHashSet<>();
        for (Take take : removed) before.addAll(matches.of(take.id()));
        Set<Match> after = new LinkedHashSet<>();
        for (Take take : added) after.addAll(find(take));
        List<Stretch> toldOtherwise = change(before, after);
        removed.forEach(this::clear);
        for (Take take : affected(removed, added, toldOtherwise)) show(take);
    }

    private List<Stretch> change(Set<Match> before, Set<Match> after) {
        Set<Match> changes = Matches.difference(before, after);
        if (changes.isEmpty()) return List.of();
        Set<Match> countedBefore = counted.near(changes);
        before.forEach(matches::remove);
        after.forEach(matches::add);
        matches.flush();
        return CountedMatches.changed(countedBefore, counted.near(changes));
    }

    // which takes are of one sound

    private List<Match> find(Take take) {
        List<Match> found = new ArrayList<>();
        if (takes.print(take).frames() < SameSound.LEAST_FRAMES) return found;
        for (Take other : candidates(take)) {
            Alignment alignment = align(take, other);
            if (alignment == null) continue;
            long shift = Takes.micros(take, other, alignment);
            found.add(new Match(side(take), side(other), shift, alignment.frames()));
        }
        return found;
    }

    private static Side side(Take take) {
        return new Side(take.id(), take.source());
    }

    /** Of the same source, where they meet by their clocks; of others, wherever clocks may be wrong by. */
    private Set<Take> candidates(Take take) {
        Set<Take> found = new LinkedHashSet<>();
        if (mayMeet(take)) found.addAll(takes.meeting(take.start(), take.end(), position -> true));
        found.removeIf(other -> other.source() != take.source()
                || other.start() >= take.end()
                || other.id().equals(take.id()));
        if (!severalSources) return found;
        long from = take.start() - Takes.APART_MICROS - longest;
        long to = take.end() + Takes.APART_MICROS;
        found.addAll(takes.startingWithin(from, to, position -> position.source() != take.source()));
        return found;
    }

    /**
     * Where parts lie one after another, so do takes, and none need be looked at. Unless a part is so short that a chain
     * may go on beyond it.
     */
    private boolean mayMeet(Take take) {
        List<PartPosition> around = parts.meeting(take.start() - longest, take.end());
        around.sort(Comparator.comparingLong(PartPosition::start));
        long end = Long.MIN_VALUE;
        for (PartPosition position : around) {
            boolean tiny = position.end() - position.start() <= definition.toleranceMicros();
            if (position.start() < end || tiny) return true;
            end = position.end();
        }
        return false;
    }

    /** Always seen from the lesser one: so it does not matter which of the two is new. */
    private Alignment align(Take take, Take other) {
        if (take.id().compareTo(other.id()) > 0) {
            Alignment turned = align(other, take);
            return turned == null ? null : new Alignment(-turned.shift(), turned.frames());
        }
        Alignment near = align(take, other, definition.driftMicros());
        if (near != null || take.source() == other.source()) return near;
        return align(take, other, Takes.APART_MICROS);
    }

    private Alignment align(Take take, Take other, long mostMicros) {
        int first = Takes.frames(take, other, -mostMicros);
        int last = Takes.frames(take, other, mostMicros);
        return evidence.align(takes.print(take), takes.print(other), first, last, SameSound.LEAST_FRAMES);
    }

    // whose showing may have changed

    private Collection<Take> affected(Collection<Take> removed, Collection<Take> added, List<Stretch> toldOtherwise) {
        Map<TakeId, Take> affected = new LinkedHashMap<>();
        for (Take take : added) affected.put(take.id(), take);
        for (Stretch stretch : toldOtherwise) {
            for (Take take : takes.startingWithin(
                    stretch.from(), stretch.to(), position -> position.source() == stretch.source()))
                affected.put(take.id(), take);
        }
        for (Take take : removed) addPartners(take, affected);
        for (Take take : added) addPartners(take, affected);
        return affected.values();
    }

    /** Those that may have found this one by a match of others. */
    private void addPartners(Take take, Map<TakeId, Take> into) {
        long reach = CountedMatches.CONTEXT_MICROS + 2 * longest;
        TreeSet<Long> shifts = new TreeSet<>();
        for (Match match : matches.from(take.start() - reach, take.end() + reach))
            if (counted.counts(match.turned())) shifts.add(match.shift());
        while (!shifts.isEmpty()) {
            long first = shifts.pollFirst();
            long last = first;
            while (!shifts.isEmpty() && shifts.first() - last <= longest) last = shifts.pollFirst();
            for (Take other : takes.meeting(
                    take.start() + first - Takes.FRAME_MICROS,
                    take.end() + last + Takes.FRAME_MICROS,
                    position -> true)) into.put(other.id(), other);
        }
    }

    // what shows

    private void clear(Take take) {
        put(take, Intervals.NONE, 0);
    }

    private void show(Take take) {
        List<Match> around = counted.around(take);
        put(take, hidden(take, partners(take, around)), shift(take, around));
    }

    private Collection<Partner> partners(Take take, List<Match> around) {
        Map<TakeId, Partner> found = new LinkedHashMap<>();
        Map<Source, Map<Boolean, Long>> nearest = new HashMap<>();
        for (Match match : around) {
            Take other = match.one().take().equals(take.id())
                    ? takes.take(match.other().take())
                    : null;
            if (other != null) found.put(other.id(), new Partner(other, Takes.frames(take, other, match.shift())));
            nearest.computeIfAbsent(match.other().source(), source -> new TreeMap<>())
                    .putIfAbsent(match.shift() < 0, match.shift());
        }
        nearest.forEach((source, shifts) -> shifts.values().forEach(shift -> {
            for (Take other : takes.meeting(take.start() + shift, take.end() + shift, position -> true)) {
                if (other.source() != source || found.containsKey(other.id())) continue;
                Alignment alignment = agree(take, other, shift);
                if (alignment != null) found.put(other.id(), new Partner(other, alignment.shift()));
            }
        }));
        return found.values();
    }

    private Alignment agree(Take take, Take other, long shift) {
        if (take.id().part().chunk().equals(other.id().part().chunk())) return null;
        return evidence.agree(takes.print(take), takes.print(other), Takes.frames(take, other, shift));
    }

    /** Counted from the take's first sample: where one of better rank has the sound, whether that shows itself or not. */
    private Intervals hidden(Take take, Collection<Partner> partners) {
        Intervals.Builder hidden = Intervals.builder();
        int samples = take.samples();
        for (Partner partner : partners) {
            if (Take.RANK.compare(partner.take, take) >= 0) continue;
            hide(take, partner, hidden);
        }
        Intervals found = hidden.build();
        if (found.isEmpty()) return found;
        if (samples - found.samples() < definition.minSpeechSamples()) return Intervals.of(0, samples);
        return found;
    }

    private void hide(Take take, Partner partner, Intervals.Builder hidden) {
        SoundPrint one = takes.print(take);
        SoundPrint other = takes.print(partner.take);
        Intervals common = SameSound.common(one, other, partner.shift);
        Intervals agreeing = evidence.agreeing(one, other, partner.shift);
        for (int i = 0; i < agreeing.count(); i++) {
            int before = agreeing.from(i) == common.from(0) ? MARGIN_SAMPLES : 0;
            int after = agreeing.to(i) == common.to(0) ? MARGIN_SAMPLES : 0;
            int from = Math.max(0, agreeing.from(i) * SoundPrint.FRAME_SAMPLES - before);
            hidden.add(from, Math.min(take.samples(), agreeing.to(i) * SoundPrint.FRAME_SAMPLES + after));
        }
    }

    /** By the clock of the best source that is better than its own, as the nearest match tells. */
    private static long shift(Take take, List<Match> around) {
        Source best = take.source();
        long shift = 0;
        for (Match match : around) {
            if (match.other().source().compareTo(best) >= 0) continue;
            best = match.other().source();
            shift = match.shift();
        }
        return shift;
    }

    /** Enters in the parts what of the take is hidden, and when it is told. */
    private void put(Take take, Intervals hidden, long shift) {
        int at = 0;
        for (Slice slice : take.slices()) {
            PartEntry part = parts.part(slice.part());
            Intervals now = within(slice, part.hidden(), hidden, at);
            List<Told> told = at == 0 ? told(part, slice.from(), shift) : part.told();
            if (!now.equals(part.hidden()) || !told.equals(part.told())) parts.put(part.showing(now, told));
            at += slice.length();
        }
    }

    private static Intervals within(Slice slice, Intervals ofPart, Intervals ofTake, int at) {
        Intervals.Builder now = Intervals.builder();
        Intervals others = ofPart.minus(Intervals.of(slice.from(), slice.to()));
        for (int i = 0; i < others.count(); i++) now.add(others.from(i), others.to(i));
        for (int i = 0; i < ofTake.count(); i++) {
            int from = Math.max(slice.from(), ofTake.from(i) - at + slice.from());
            now.add(from, Math.min(slice.to(), ofTake.to(i) - at + slice.from()));
        }
        return now.build();
    }

    private static List<Told> told(PartEntry part, int from, long shift) {
        List<Told> told = new ArrayList<>(part.told());
        told.removeIf(known -> known.from() == from);
        if (shift != 0) told.add(new Told(from, shift));
        told.sort(Comparator.comparingInt(Told::from));
        return told;
    }
}
