package io.colloquy.local;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts rejected records by their reason, and says so in a line: at once, but then not again for a while. */
final class DeadLetterTally {
    private static final long QUIET_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST_REASONS = 5;
    private static final int MOST_CHARACTERS = 300;

    private final Map<String, Long> countByReason = new TreeMap<>();
    private final String place;
    private String lastDetail = "";
    private Long toldAt;

    /** @param place where the letters lie, for people */
    DeadLetterTally(String place) {
        this.place = place;
    }

    /**
     * Counts one.
     *
     * @param detail what was wrong with it, for people; it may hold what a client wrote
     */
    void add(String reason, String detail) {
        countByReason.merge(reason, 1L, Long::sum);
        lastDetail = detail;
    }

    /** What came since the last line; empty where nothing did, or that line was told just now. */
    Optional<String> due(long nowNanos) {
        if (toldAt != null && nowNanos - toldAt < QUIET_NANOS) return Optional.empty();
        Optional<String> line = rest();
        if (line.isPresent()) toldAt = nowNanos;
        return line;
    }

    /** The same, however soon after the last line. */
    Optional<String> rest() {
        if (countByReason.isEmpty()) return Optional.empty();
        long count = countByReason.values().stream().mapToLong(Long::longValue).sum();
        String line = (count == 1 ? "1 record was rejected: " : String.format("%,d records were rejected: ", count))
                + reasons() + (count == 1 ? ": " : "; the last one: ") + printable(lastDetail) + "; see " + place;
        countByReason.clear();
        return Optional.of(line);
    }

    /** The most frequent first. */
    private String reasons() {
        if (countByReason.size() == 1)
            return printable(countByReason.keySet().iterator().next());
        String most = countByReason.entrySet().stream()
                .sorted(Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_REASONS)
                .map(entry -> String.format("%,d ", entry.getValue()) + printable(entry.getKey()))
                .collect(Collectors.joining(", "));
        int more = countByReason.size() - MOST_REASONS;
        return most + (more > 0 ? " and " + more + " more reasons" : "");
    }

    /** A terminal obeys control characters and those of formats, such as the direction; clients may send them. */
    private static String printable(String text) {
        String clean = text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
        return clean.length() <= MOST_CHARACTERS ? clean : clean.substring(0, MOST_CHARACTERS) + "…";
    }
}
