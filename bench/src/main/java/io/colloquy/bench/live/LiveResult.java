package io.colloquy.bench.live;

import java.util.List;

/**
 * How soon rows came, seconds from the end of speech to the row.
 *
 * @param stretches of speech that a later chunk followed
 * @param missing how many of these never had a row; they count as infinitely late
 * @param p50 null where it is infinite; the same of the others
 */
public record LiveResult(
        int devices, double chunkSeconds, int stretches, int missing, Double p50, Double p90, Double p99, boolean ok) {
    private static final double TYPICAL = 1.2;
    private static final double LATEST = 3;
    private static final double MICROS = 1e6;

    /** @param latencies µs, ascending; one at least */
    static LiveResult of(int devices, double chunkSeconds, List<Double> latencies) {
        double p50 = quantile(latencies, 0.5);
        double p99 = quantile(latencies, 0.99);
        int missing =
                (int) latencies.stream().filter(latency -> latency.isInfinite()).count();
        boolean ok = p50 <= chunkSeconds + TYPICAL && p99 <= chunkSeconds + LATEST;
        return new LiveResult(
                devices,
                chunkSeconds,
                latencies.size(),
                missing,
                finite(p50),
                finite(quantile(latencies, 0.9)),
                finite(p99),
                ok);
    }

    private static double quantile(List<Double> ascending, double share) {
        int rank = (int) Math.ceil(share * ascending.size());
        return ascending.get(Math.max(0, rank - 1)) / MICROS;
    }

    private static Double finite(double value) {
        return Double.isInfinite(value) ? null : Math.round(value * 1000) / 1000.0;
    }

    /** For a person. */
    public String line() {
        return String.format(
                "live, %d devices, chunks of %s s: p50 %s, p90 %s, p99 %s (targets %.1f and %.1f), %d of %d never came",
                devices,
                chunkSeconds,
                seconds(p50),
                seconds(p90),
                seconds(p99),
                chunkSeconds + TYPICAL,
                chunkSeconds + LATEST,
                missing,
                stretches);
    }

    private static String seconds(Double value) {
        return value == null ? "never" : String.format("%.2f s", value);
    }
}
