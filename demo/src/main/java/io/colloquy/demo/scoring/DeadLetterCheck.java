package io.colloquy.demo.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the dead letters are those that were provoked.
 *
 * @param expected how many of each reason were provoked
 * @param found how many of each reason there are
 */
public record DeadLetterCheck(SortedMap<String, Integer> expected, SortedMap<String, Integer> found) {

    /** Counts reasons. */
    public static DeadLetterCheck of(List<String> expectedReasons, List<String> foundReasons) {
        return new DeadLetterCheck(count(expectedReasons), count(foundReasons));
    }

    public boolean exact() {
        return expected.equals(found);
    }

    /** What is wrong, for a person; empty where all is well. */
    public List<String> failures() {
        TreeSet<String> reasons = new TreeSet<>(expected.keySet());
        reasons.addAll(found.keySet());
        List<String> failures = new ArrayList<>();
        for (String reason : reasons) {
            int wanted = expected.getOrDefault(reason, 0);
            int got = found.getOrDefault(reason, 0);
            if (wanted != got) failures.add("dead letters with " + reason + ": " + got + ", not " + wanted);
        }
        return failures;
    }

    private static SortedMap<String, Integer> count(List<String> reasons) {
        SortedMap<String, Integer> counted = new TreeMap<>();
        reasons.forEach(reason -> counted.merge(reason, 1, Integer::sum));
        return counted;
    }
}
