package io.colloquy.schemas;

import java.util.Arrays;

/**
 * A set of samples, counted from 0, as the fewest intervals that make it: ascending, none of them empty, and none that
 * touches the next. Two sets of the same samples are equal. It never changes.
 */
public final class Intervals {
    /** No samples. */
    public static final Intervals NONE = new Intervals(new int[0]);

    /** {@code [from₀, to₀, from₁, to₁, …)}, strictly ascending. */
    private final int[] bounds;

    private Intervals(int[] bounds) {
        this.bounds = bounds;
    }

    /**
     * The set of intervals that stand in order already. The array is copied.
     *
     * @param bounds {@code [from₀, to₀, from₁, to₁, …)}
     * @throws IllegalArgumentException where they aren't strictly ascending from 0 on, or the last has no end
     */
    public static Intervals of(int... bounds) {
        if (bounds.length == 0) return NONE;
        boolean fit = bounds.length % 2 == 0 && bounds[0] >= 0;
        for (int i = 1; fit && i < bounds.length; i++) fit = bounds[i - 1] < bounds[i];
        if (!fit) throw new IllegalArgumentException("no intervals in order: " + Arrays.toString(bounds));
        return new Intervals(bounds.clone());
    }

    /** For the union of intervals, in any order. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many intervals there are. */
    public int count() {
        return bounds.length / 2;
    }

    /** The first sample of an interval. */
    public int from(int interval) {
        return bounds[2 * interval];
    }

    /** The sample after the last one of an interval. */
    public int to(int interval) {
        return bounds[2 * interval + 1];
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** The first sample of all; 0 where there is none. */
    public int start() {
        return isEmpty() ? 0 : bounds[0];
    }

    /** The sample after the last one of all; 0 where there is none. */
    public int end() {
        return isEmpty() ? 0 : bounds[bounds.length - 1];
    }

    /** How many samples it holds. */
    public int samples() {
        int samples = 0;
        for (int i = 0; i < bounds.length; i += 2) samples += bounds[i + 1] - bounds[i];
        return samples;
    }

    public boolean contains(int sample) {
        return (firstAtLeast(bounds, bounds.length, sample + 1L) & 1) == 1;
    }

    /** What of {@code [from, to)} is not in the set. */
    public Intervals gaps(int from, int to) {
        Builder gaps = new Builder();
        addGaps(from, to, gaps);
        return gaps.build();
    }

    /** What of the set is not in the other. */
    public Intervals minus(Intervals other) {
        if (isEmpty() || other.isEmpty()) return this;
        Builder rest = new Builder();
        for (int i = 0; i < bounds.length; i += 2) other.addGaps(bounds[i], bounds[i + 1], rest);
        return rest.build();
    }

    private void addGaps(int from, int to, Builder gaps) {
        int at = from;
        for (int i = firstAtLeast(bounds, bounds.length, from) & ~1; i < bounds.length && bounds[i] < to; i += 2) {
            gaps.add(at, bounds[i]);
            at = bounds[i + 1];
        }
        gaps.add(at, to);
    }

    /** The index of the first of these bounds that is no less than the value; {@code count} where all are less. */
    private static int firstAtLeast(int[] bounds, int count, long value) {
        if (count == 0 || bounds[count - 1] < value) return count;
        int found = Arrays.binarySearch(bounds, 0, count, (int) value);
        return found < 0 ? ~found : found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals intervals && Arrays.equals(bounds, intervals.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** As {@code [0, 160) [480, 640)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count(); i++) {
            text.append(i == 0 ? "[" : " [")
                    .append(from(i))
                    .append(", ")
                    .append(to(i))
                    .append(')');
        }
        return text.isEmpty() ? "none" : text.toString();
    }

    /** Puts a set together. Intervals that touch or overlap become one. Adding in ascending order costs least. */
    public static final class Builder {
        private static final int LEAST = 8;

        /** None until something is added: most sets hold nothing. */
        private int[] bounds = NONE.bounds;

        private int count;

        private Builder() {}

        /**
         * Adds {@code [from, to)}; nothing where that is empty.
         *
         * @throws IllegalArgumentException where it isn't empty and begins before 0
         */
        public Builder add(int from, int to) {
            if (from >= to) return this;
            if (from < 0) throw new IllegalArgumentException("samples are counted from 0, not from " + from);
            int first = firstAtLeast(bounds, count, from) & ~1;
            int end = (firstAtLeast(bounds, count, to + 1L) + 1) & ~1;
            if (first < end) put(first, end, Math.min(from, bounds[first]), Math.max(to, bounds[end - 1]));
            else put(first, end, from, to);
            return this;
        }

        /** What was added so far. */
        public Intervals build() {
            return count == 0 ? NONE : new Intervals(Arrays.copyOf(bounds, count));
        }

        /** Replaces the bounds from {@code first} to before {@code end} by these two. */
        private void put(int first, int end, int from, int to) {
            int length = count - (end - first) + 2;
            if (length > bounds.length) bounds = Arrays.copyOf(bounds, Math.max(LEAST, 2 * bounds.length));
            System.arraycopy(bounds, end, bounds, first + 2, count - end);
            bounds[first] = from;
            bounds[first + 1] = to;
            count = length;
        }
    }
}
