package io.colloquy.operators.core.stitch;

import java.util.ArrayList;
import java.util.List;

/**
 * A section of a chain, laid out sample after sample.
 *
 * @param parts in the chain's order
 * @param offsets where each part begins in the section, in samples; one more entry holds the section's length
 * @param left what is known of what lies before
 * @param right what is known of what lies after
 */
record ChainSection(List<PartEntry> parts, long[] offsets, Edge left, Edge right) {

    /**
     * How a section ends.
     *
     * @param kind why it ends there
     * @param bound voice activity beyond this offset may not be seen whole
     */
    record Edge(Kind kind, long bound) {}

    enum Kind {
        /** Nothing is linked here, so far. */
        CHAIN_END,
        /** The chunk goes on here. Its next part is on its way. */
        AWAITED,
        /** Silence separates what follows. */
        SILENCE,
        /** The sound goes on for longer than matters here. */
        OUT_OF_REACH
    }

    /** Lays out a whole chain. */
    static ChainSection of(List<PartEntry> chain) {
        return of(chain, Kind.CHAIN_END, 0, Kind.CHAIN_END, 0);
    }

    /**
     * @param leftInset how far from the section's start voice activity is known whole
     * @param rightInset how far from the section's end voice activity is known whole
     */
    static ChainSection of(List<PartEntry> parts, Kind left, int leftInset, Kind right, int rightInset) {
        long[] offsets = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            offsets[i + 1] = offsets[i] + parts.get(i).samples();
        }
        long length = offsets[parts.size()];
        return new ChainSection(parts, offsets, new Edge(left, leftInset), new Edge(right, length - rightInset));
    }

    /** The part around which the section was made, and all others of which it shows every sound whole. */
    List<PartEntry> wholeAround(PartEntry part) {
        boolean outOfReach = left.kind == Kind.OUT_OF_REACH || right.kind == Kind.OUT_OF_REACH;
        if (outOfReach || parts.size() < 3) return List.of(part);
        List<PartEntry> whole = new ArrayList<>(parts.subList(1, parts.size() - 1));
        if (!whole.contains(part)) whole.add(part);
        return whole;
    }

    long length() {
        return offsets[parts.size()];
    }

    /** Index of the part that holds the sample at {@code offset}. */
    int partAt(long offset) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (offsets[middle] <= offset) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
