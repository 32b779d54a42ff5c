package io.colloquy.bench.comparison;

import java.util.Arrays;
import java.util.List;

/**
 * What a benchmark found on one input.
 *
 * @param ours median over the rounds, in {@code unit}
 * @param theirs the same of the peer, or a limit
 * @param ratio ours to theirs: median of the rounds' own ratios, so that what slows a whole round slows both
 * @param target the least good ratio, or where less is better the greatest
 */
public record Comparison(
        String name, double ours, double theirs, String unit, double ratio, double target, boolean ok) {

    /** One round's figures, measured one right after the other. */
    public record Round(double ours, double theirs) {

        double ratio() {
            return ours / theirs;
        }
    }

    /**
     * Where more is better.
     *
     * @param rounds one at least
     */
    public static Comparison of(String name, String unit, double target, List<Round> rounds) {
        return of(name, unit, target, rounds, ratio(rounds) >= target);
    }

    /** Where less is better. */
    public static Comparison atMost(String name, String unit, double target, List<Round> rounds) {
        return of(name, unit, target, rounds, ratio(rounds) <= target);
    }

    private static Comparison of(String name, String unit, double target, List<Round> rounds, boolean ok) {
        return new Comparison(
                name,
                median(rounds.stream().mapToDouble(Round::ours).toArray()),
                median(rounds.stream().mapToDouble(Round::theirs).toArray()),
                unit,
                ratio(rounds),
                target,
                ok);
    }

    private static double ratio(List<Round> rounds) {
        return median(rounds.stream().mapToDouble(Round::ratio).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
