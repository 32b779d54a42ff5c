package io.colloquy.demo.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Speech that was published twice: utterances of one stream that overlap in time, though nothing was recorded twice.
 */
public final class DoubledRows {
    /** A sample lasts 62.5 µs, and times are whole µs. */
    private static final long ROUNDING_MICROS = 100;
    /**
     * Where a chunk starts a little before the one that it continues ends, as by a clock that tells whole seconds,
     * times go back in the middle of an utterance. The next one, at least half a second of silence later, may then seem
     * to begin before this one's end: by that much less than a second.
     */
    private static final long SEAM_MICROS = 500_000;

    private DoubledRows() {}

    /** What is wrong, for a person; empty where all is well. */
    public static List<String> in(List<FoundUtterance> found) {
        List<FoundUtterance> sorted = found.stream()
                .sorted(Comparator.comparing(FoundUtterance::stream).thenComparingLong(FoundUtterance::start))
                .toList();
        List<String> doubled = new ArrayList<>();
        FoundUtterance longest = null;
        for (FoundUtterance next : sorted) {
            boolean sameStream = longest != null && longest.stream().equals(next.stream());
            if (sameStream && tellTheSame(longest, next)) {
                doubled.add("two rows tell of " + next.stream().deviceId() + " at " + next.start() + " µs");
            }
            if (!sameStream || next.end() > longest.end()) longest = next;
        }
        return doubled;
    }

    /** Whether they overlap by more than a seam explains, or the second one lies within the first. */
    private static boolean tellTheSame(FoundUtterance first, FoundUtterance second) {
        long overlap = Math.min(first.end(), second.end()) - second.start();
        return overlap > Math.min(SEAM_MICROS, second.end() - second.start() - ROUNDING_MICROS);
    }
}
