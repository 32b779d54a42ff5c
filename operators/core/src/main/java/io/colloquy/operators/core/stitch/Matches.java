package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.OccupiedBuckets;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The matches of a stream, by the buckets in which their takes start: a match of takes in two buckets is in both. Each
 * bucket is read once and written once, so make one of these for each step.
 */
final class Matches {
    private static final Comparator<Match> ORDER = Comparator.<Match, TakeId>comparing(
                    match -> match.one().take())
            .thenComparing(match -> match.other().take());

    private final StitchState state;
    private final Map<Long, Set<Match>> read = new HashMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();

    Matches(StitchState state) {
        this.state = state;
    }

    static void forget(long bucket, StitchState state) {
        state.matches().put(bucket, null);
    }

    /** As seen from each take that starts between these times, both included. */
    List<Match> from(long first, long last) {
        List<Match> found = new ArrayList<>();
        for (long bucket = bucket(first); bucket <= bucket(last); bucket++) {
            for (Match match : in(bucket)) {
                // a match within one bucket is there once, but seen from both of its sides
                if (starts(match.one(), bucket, first, last)) found.add(match);
                if (starts(match.other(), bucket, first, last)) found.add(match.turned());
            }
        }
        return found;
    }

    private static boolean starts(Match.Side side, long bucket, long first, long last) {
        long start = side.start();
        return bucket(start) == bucket && start >= first && start <= last;
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
        for (long bucket : buckets(match)) if (in(bucket).add(canonical)) changed.add(bucket);
    }

    /** @param match seen from either side */
    void remove(Match match) {
        Match canonical = canonical(match);
        for (long bucket : buckets(match)) if (in(bucket).remove(canonical)) changed.add(bucket);
    }

    /** Those that are in one of the two sets alone. */
    static Set<Match> difference(Set<Match> one, Set<Match> other) {
        Set<Match> difference = new LinkedHashSet<>(one);
        for (Match match : other) if (!difference.remove(match)) difference.add(match);
        return difference;
    }

    private static Match canonical(Match match) {
        return match.one().take().compareTo(match.other().take()) < 0 ? match : match.turned();
    }

    private static Set<Long> buckets(Match match) {
        return new TreeSet<>(
                List.of(bucket(match.one().start()), bucket(match.other().start())));
    }

    static long bucket(long time) {
        return Math.floorDiv(time, Timeline.BUCKET_MICROS);
    }

    private Set<Match> in(long bucket) {
        return read.computeIfAbsent(
                bucket, m -> new LinkedHashSet<>(state.matches().get(m, List.of())));
    }

    /** Writes what changed. */
    void flush() {
        for (long bucket : changed) {
            Set<Match> matches = read.get(bucket);
            if (!matches.isEmpty()) new OccupiedBuckets(state.occupied()).mark(bucket);
            state.matches()
                    .put(
                            bucket,
                            matches.isEmpty()
                                    ? null
                                    : matches.stream().sorted(ORDER).toList());
        }
        changed.clear();
    }
}
