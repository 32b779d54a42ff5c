package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Which matches count, and of which takes they tell how they lie in other recordings. A match within the drift counts.
 * Beyond it, its shift must be about the one at which most of the two sources is in common, so that what a place plays
 * again and again proves nothing.
 */
final class CountedMatches {
    /** How far around a take others say how its sound lies in another recording. */
    static final long CONTEXT_MICROS = TimeUnit.MINUTES.toMicros(10);

    /** 10 s: what two sources must have in common at a shift beyond the drift. */
    private static final int LEAST_TOGETHER = 500;

    private static final long SAME_SHIFT_MICROS = 100_000;
    /** Clocks that drift by 100 ppm are 0.18 s further apart after the three buckets that are looked at. */
    private static final long DRIFTING_MICROS = 200_000;

    private static final Comparator<Match> ORDER = Comparator.<Match>comparingLong(match -> Math.abs(match.shift()))
            .thenComparingLong(Match::shift)
            .thenComparing(match -> match.one().take())
            .thenComparing(match -> match.other().take());

    private final Matches matches;
    private final long drift;
    private final Map<Pair, Common> common = new HashMap<>();

    /** Those of a stretch of a recording that tell of one source, and of one direction of shift. */
    private record Kind(Source one, Source other, boolean back) {
        static Kind of(Match match) {
            return new Kind(match.one().source(), match.other().source(), match.shift() < 0);
        }
    }

    /** Matches of two sources that tell of one bucket of the one. */
    private record Pair(Source one, Source other, long bucket) {
        static Pair of(Match match) {
            Source one = match.one().source();
            return new Pair(
                    one, match.other().source(), Matches.bucket(match.one().start()));
        }
    }

    /** What two sources have in common at a shift. */
    private record Lying(long shift, int frames) {}

    /**
     * What they have most in common.
     *
     * @param most frames at about this shift
     */
    private record Common(long shift, int most) {}

    /** Times, µs since the epoch, both included, in which takes of the source start. */
    record Stretch(Source source, long from, long to) {}

    CountedMatches(Matches matches, long driftMicros) {
        this.matches = matches;
        this.drift = driftMicros;
    }

    /** Those that tell how a take lies in other recordings, the nearest first. */
    List<Match> around(Take take) {
        List<Match> found = new ArrayList<>();
        for (Match match : matches.from(take.start() - CONTEXT_MICROS, take.start() + CONTEXT_MICROS))
            if (match.one().source() == take.source() && counts(match)) found.add(match);
        found.sort(Comparator.<Match>comparingLong(match -> Math.abs(match.one().start() - take.start()))
                .thenComparing(ORDER));
        return found;
    }

    boolean counts(Match match) {
        if (Math.abs(match.shift()) <= drift) return true;
        Common ofPair = common.computeIfAbsent(Pair.of(match), this::common);
        return ofPair.most >= LEAST_TOGETHER && Math.abs(match.shift() - ofPair.shift) <= DRIFTING_MICROS;
    }

    private Common common(Pair pair) {
        long from = (pair.bucket - 1) * Timeline.BUCKET_MICROS;
        List<Lying> found = new ArrayList<>();
        for (Match match : matches.from(from, from + 3 * Timeline.BUCKET_MICROS - 1)) {
            if (match.one().source() != pair.one || match.other().source() != pair.other) continue;
            found.add(new Lying(match.shift(), match.frames()));
        }
        found.sort(Comparator.comparingLong(Lying::shift));
        return most(found);
    }

    /** In one walk: the first shift about which most lies. */
    private static Common most(List<Lying> sorted) {
        Common most = new Common(0, 0);
        int frames = 0;
        int first = 0;
        int end = 0;
        for (Lying center : sorted) {
            for (; end < sorted.size() && sorted.get(end).shift - center.shift <= SAME_SHIFT_MICROS; end++)
                frames += sorted.get(end).frames;
            for (; center.shift - sorted.get(first).shift > SAME_SHIFT_MICROS; first++)
                frames -= sorted.get(first).frames;
            if (frames > most.most) most = new Common(center.shift, frames);
        }
        return most;
    }

    /** Those that count so near to these that it may depend on them, as seen from either side. */
    Set<Match> near(Collection<Match> changes) {
        Set<Long> buckets = new TreeSet<>();
        for (Match change : changes) {
            for (Match.Side side : List.of(change.one(), change.other()))
                for (int by = -1; by <= 1; by++) buckets.add(Matches.bucket(side.start()) + by);
        }
        common.clear();
        Set<Match> found = new LinkedHashSet<>();
        for (long bucket : buckets) {
            long from = bucket * Timeline.BUCKET_MICROS;
            for (Match match : matches.from(from, from + Timeline.BUCKET_MICROS - 1))
                if (counts(match)) found.add(match);
        }
        return found;
    }

    /**
     * Where takes may be told of otherwise than before: from a match that counts only before or only after as far as it
     * may be the nearest of its kind.
     */
    static List<Stretch> changed(Set<Match> before, Set<Match> after) {
        Set<Match> changes = Matches.difference(before, after);
        Map<Kind, TreeSet<Long>> stays = new HashMap<>();
        for (Match match : before)
            if (!changes.contains(match))
                stays.computeIfAbsent(Kind.of(match), kind -> new TreeSet<>())
                        .add(match.one().start());
        List<Stretch> stretches = new ArrayList<>();
        for (Match match : changes) stretches.add(stretch(match, stays.getOrDefault(Kind.of(match), new TreeSet<>())));
        return stretches;
    }

    private static Stretch stretch(Match match, TreeSet<Long> stays) {
        long start = match.one().start();
        Long before = stays.lower(start);
        Long after = stays.higher(start);
        long from = before == null ? start - CONTEXT_MICROS : Math.max(before, start - CONTEXT_MICROS);
        long to = after == null ? start + CONTEXT_MICROS : Math.min(after, start + CONTEXT_MICROS);
        return new Stretch(match.one().source(), from, to);
    }
}
