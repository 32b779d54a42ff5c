package io.colloquy.bench.arrival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of all deliveries.
 *
 * @param scores of each delivery Colloquy's first, then those of the others
 */
public record ArrivalResult(List<ArrivalScore> scores) {
    private static final String ROW = "%-38s%-17s%14s%8s%8s%8s%8s%8s";

    public ArrivalResult {
        scores = List.copyOf(scores);
    }

    /** Scores in their order, by delivery. */
    Map<String, List<ArrivalScore>> byDelivery() {
        Map<String, List<ArrivalScore>> deliveries = new LinkedHashMap<>();
        for (ArrivalScore score : scores)
            deliveries
                    .computeIfAbsent(score.delivery(), delivery -> new ArrayList<>())
                    .add(score);
        return deliveries;
    }

    /** Where another is better than Colloquy, for a person. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (List<ArrivalScore> delivery : byDelivery().values()) {
            ArrivalScore ours = delivery.get(0);
            for (ArrivalScore other : delivery) {
                if (!ours.asGoodAs(other))
                    failures.add(ours.delivery() + ": " + other.log() + " is better in something");
            }
        }
        return failures;
    }

    /** As a table for a person: a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "", "", "conversations", "lost", "twice", "words", "heard", "models"));
        lines.add(String.format(ROW, "delivery", "log", "exact (found)", "s", "s", "wrong", "s", "s"));
        for (List<ArrivalScore> delivery : byDelivery().values()) {
            lines.add("");
            for (ArrivalScore score : delivery) lines.add(line(score, score == delivery.get(0)));
        }
        return lines;
    }

    private static String line(ArrivalScore score, boolean first) {
        return String.format(
                ROW,
                first ? score.delivery() : "",
                score.log(),
                score.exact() + "/" + score.expected() + " (" + score.found() + ")",
                score.lostSeconds(),
                score.twiceSeconds(),
                String.format("%.1f %%", score.wordErrorPercent()),
                Math.round(score.heardSeconds()),
                score.modelSeconds());
    }
}
