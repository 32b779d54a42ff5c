package io.colloquy.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What a benchmark found on one input.
 *
 * @param ours median over the rounds, in {@code unit}: more is better
 * @param theirs the same of the peer
 * @param ratio ours to theirs: median of the rounds' own ratios, so that what slows a whole round slows both
 * @param target the least good ratio
 */
public record Comparison(
        String name, double ours, double theirs, String unit, double ratio, double target, boolean ok) {

    /** One round's speeds, measured one right after the other. */
    public record Round(double ours, double theirs) {

        double ratio() {
            return ours / theirs;
        }
    }

    /** @param rounds one at least */
    public static Comparison of(String name, String unit, double target, List<Round> rounds) {
        double ratio = median(rounds.stream().mapToDouble(Round::ratio).toArray());
        return new Comparison(
                name,
                median(rounds.stream().mapToDouble(Round::ours).toArray()),
                median(rounds.stream().mapToDouble(Round::theirs).toArray()),
                unit,
                ratio,
                target,
                ratio >= target);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
