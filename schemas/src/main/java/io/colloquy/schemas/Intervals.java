package io.colloquy.schemas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Sets of samples as intervals {@code [from₀, to₀, from₁, to₁, …)}: ascending, and neither touching nor empty. */
public final class Intervals {
    public static final int[] NONE = new int[0];

    private Intervals() {}

    /** @param intervals each {@code [from, to)}, in any order, overlapping as they may; empty ones count for nothing */
    public static int[] union(List<int[]> intervals) {
        List<int[]> sorted = new ArrayList<>(intervals);
        sorted.removeIf(interval -> interval[0] >= interval[1]);
        sorted.sort(Comparator.comparingInt(interval -> interval[0]));
        int[] union = new int[2 * sorted.size()];
        int count = 0;
        for (int[] interval : sorted) {
            if (count > 0 && interval[0] <= union[count - 1]) {
                union[count - 1] = Math.max(union[count - 1], interval[1]);
            } else {
                union[count++] = interval[0];
                union[count++] = interval[1];
            }
        }
        return Arrays.copyOf(union, count);
    }

    /** What of the set lies within {@code [from, to)}. */
    public static int[] within(int[] set, int from, int to) {
        int[] result = new int[set.length];
        int count = 0;
        for (int i = 0; i < set.length; i += 2) {
            int start = Math.max(set[i], from);
            int end = Math.min(set[i + 1], to);
            if (start >= end) continue;
            result[count++] = start;
            result[count++] = end;
        }
        return Arrays.copyOf(result, count);
    }

    /** What of {@code [from, to)} is not in the set. */
    public static int[] gaps(int[] set, int from, int to) {
        int[] within = within(set, from, to);
        int[] bounds = new int[within.length + 2];
        bounds[0] = from;
        System.arraycopy(within, 0, bounds, 1, within.length);
        bounds[bounds.length - 1] = to;
        List<int[]> gaps = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) gaps.add(new int[] {bounds[i], bounds[i + 1]});
        return union(gaps);
    }

    /** What of the set is not in the other. */
    public static int[] minus(int[] set, int[] other) {
        List<int[]> rest = new ArrayList<>();
        for (int i = 0; i < set.length; i += 2) {
            int[] gaps = gaps(other, set[i], set[i + 1]);
            for (int j = 0; j < gaps.length; j += 2) rest.add(new int[] {gaps[j], gaps[j + 1]});
        }
        return union(rest);
    }
}
