package io.colloquy.bench.prints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the benchmark found.
 *
 * @param rows by kind and length
 * @param far by kind
 * @param taken pairs of different files that the job would take for one sound, where kinds are judged
 * @param curves of each kind and length; and of all kinds that are judged together, to be drawn
 */
public record PrintsResult(List<PrintsRow> rows, List<Far> far, List<Taken> taken, List<Curve> curves) {
    private static final double MOST_MISSED = 1;

    /** Recordings by clocks far apart. @param mostSeconds that two different ones have in common at one shift */
    public record Far(String kind, boolean judged, int pairs, double mostSeconds, int taken) {}

    /** Two files. */
    public record Taken(String one, String other, double seconds, double agreement) {}

    /** For each hundredth from 0.5 to 1: what share of the same agrees in less, and of different sounds in as much. */
    public record Curve(String kind, double seconds, List<Double> missed, List<Double> taken) {
        static final int STEPS = 50;

        static Curve of(String kind, double seconds, Agreements same, Agreements different) {
            List<Double> missed = new ArrayList<>();
            List<Double> taken = new ArrayList<>();
            for (int i = 0; i <= STEPS; i++) {
                double agreement = threshold(i);
                missed.add(same.below(agreement));
                taken.add(different.count() == 0 ? 0 : 1 - different.below(agreement));
            }
            return new Curve(kind, seconds, missed, taken);
        }

        static double threshold(int step) {
            return (50 + step) / 100.0;
        }
    }

    /** A table for a person. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("agreement of the same sound: least / p1; of different ones within 5 s: p99 / p99.9 / most; at a told"
                + " shift: p99 / p99.9 / most");
        for (PrintsRow row : rows) lines.add(line(row));
        for (Far kind : far) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s, far apart: %d pairs of different recordings have %.1f s in common at most, %d taken%s",
                    kind.kind(),
                    kind.pairs(),
                    kind.mostSeconds(),
                    kind.taken(),
                    kind.judged() ? "" : " (not judged)"));
        }
        return lines;
    }

    private static String line(PrintsRow row) {
        return String.format(
                Locale.ROOT,
                "%s %.1f s: %.3f / %.3f; %.3f / %.3f / %.3f; %.3f / %.3f / %.3f; %s%s",
                row.kind(),
                row.seconds(),
                row.same().least(),
                row.same().p1(),
                row.different().p99(),
                row.different().p999(),
                row.different().most(),
                row.told().p99(),
                row.told().p999(),
                row.told().most(),
                byTheRule(row),
                row.oneRecording() == 0 ? "" : "; left out, of one recording: " + row.oneRecording());
    }

    private static String byTheRule(PrintsRow row) {
        if (!row.looked()) return "too little to be looked at";
        return String.format(
                Locale.ROOT,
                "of %d missed %.2f %%, of %d taken %.2f %%%s",
                row.same().pairs(),
                row.missedPercent(),
                row.different().pairs(),
                row.takenPercent(),
                row.judged() ? "" : " (not judged)");
    }

    /** What misses its target. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (PrintsRow row : rows) {
            if (row.judged() && row.missedPercent() > MOST_MISSED)
                failures.add(String.format(
                        Locale.ROOT, "%s %.1f s: %.2f %% missed", row.kind(), row.seconds(), row.missedPercent()));
        }
        for (Taken pair : taken)
            failures.add(String.format(
                    Locale.ROOT,
                    "%s and %s: %.1f s agree in %.3f, taken for one sound",
                    pair.one(),
                    pair.other(),
                    pair.seconds(),
                    pair.agreement()));
        for (Far kind : far) {
            if (kind.judged() && kind.taken() > 0)
                failures.add(kind.kind() + ": " + kind.taken() + " different recordings taken for one, far apart");
        }
        return failures;
    }
}
