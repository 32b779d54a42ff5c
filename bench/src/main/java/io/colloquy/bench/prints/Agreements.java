package io.colloquy.bench.prints;

import java.util.Arrays;
import java.util.Collection;

/** Shares of equal bits, sorted. */
final class Agreements {
    private final double[] sorted;

    Agreements(Collection<Double> values) {
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    int count() {
        return sorted.length;
    }

    /** The value that so great a share of them does not exceed; 0 where there are none. */
    double quantile(double share) {
        if (sorted.length == 0) return 0;
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }

    double least() {
        return quantile(0);
    }

    double most() {
        return quantile(1);
    }

    /** The share of them that is less. */
    double below(double value) {
        return sorted.length == 0 ? 0 : first(value) / (double) sorted.length;
    }

    private int first(double value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) return -at - 1;
        while (at > 0 && sorted[at - 1] == value) at--;
        return at;
    }
}
