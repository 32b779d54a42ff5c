package io.colloquy.local.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Speech that was published twice: utterances of one stream that overlap in time, though nothing was recorded twice. */
public final class DoubledRows {
    /** A sample lasts 62.5 µs, and times are whole µs: neighbours may seem to meet. */
    private static final long ROUNDING_MICROS = 100;

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
            if (sameStream && next.start() < longest.end() - ROUNDING_MICROS) {
                doubled.add("two rows tell of " + next.stream().deviceId() + " at " + next.start() + " µs");
            }
            if (!sameStream || next.end() > longest.end()) longest = next;
        }
        return doubled;
    }
}
