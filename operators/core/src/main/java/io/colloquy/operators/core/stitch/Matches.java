package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The matches of a stream, by the minutes in which their takes start: a match of takes in two minutes is in both. Each
 * minute is read once and written once, so make one of these for each step.
 */
final class Matches {
    private static final long MINUTE_MICROS = 60_000_000;
    private static final long MINUTES = Timeline.BUCKET_MICROS / MINUTE_MICROS;

    private final StitchState state;
    private final Map<Long, Set<Match>> read = new HashMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();

    Matches(StitchState state) {
        this.state = state;
    }

    static void forget(long bucket, StitchState state) {
        for (long minute = bucket * MINUTES; minute < (bucket + 1) * MINUTES; minute++)
            state.matches().put(minute, null);
    }

    /** As seen from each take that starts between these times, both included. */
    List<Match> from(long first, long last) {
        List<Match> found = new ArrayList<>();
        for (long minute = minute(first); minute <= minute(last); minute++) {
            for (Match match : in(minute)) {
                // a match within one minute is there once, but seen from both of its sides
                if (starts(match.one(), minute, first, last)) found.add(match);
                if (starts(match.other(), minute, first, last)) found.add(match.turned());
            }
        }
        return found;
    }

    private static boolean starts(Match.Side side, long minute, long first, long last) {
        long start = side.start();
        return minute(start) == minute && start >= first && start <= last;
    }

    /** As seen from the take. */
    List<Match> of(TakeId take) {
        List<Match> found = new ArrayList<>();
        for (Match match : from(take.start(), take.start()))
            if (match.one().take().equals(take)) found.add(match);
        return found;
    }

    /** @param match seen from either side */
    void add(Match match) {
        Match canonical = canonical(match);
        for (long minute : minutes(match)) if (in(minute).add(canonical)) changed.add(minute);
    }

    /** @param match seen from either side */
    void remove(Match match) {
        Match canonical = canonical(match);
        for (long minute : minutes(match)) if (in(minute).remove(canonical)) changed.add(minute);
    }

    private static Match canonical(Match match) {
        return match.one().take().compareTo(match.other().take()) < 0 ? match : match.turned();
    }

    private static Set<Long> minutes(Match match) {
        return new TreeSet<>(
                List.of(minute(match.one().start()), minute(match.other().start())));
    }

    private static long minute(long time) {
        return Math.floorDiv(time, MINUTE_MICROS);
    }

    private Set<Match> in(long minute) {
        return read.computeIfAbsent(
                minute, m -> new LinkedHashSet<>(state.matches().get(m, List.of())));
    }

    /** Writes what changed. */
    void flush() {
        for (long minute : changed) {
            Set<Match> matches = read.get(minute);
            state.matches().put(minute, matches.isEmpty() ? null : List.copyOf(matches));
        }
        changed.clear();
    }
}
