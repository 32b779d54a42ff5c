package io.colloquy.schemas;

/** Samples {@code [from, to)} of one part. */
public record Slice(PartId part, int from, int to) {

    public Slice {
        if (from < 0 || to <= from || to > Timeline.PART_SAMPLES) {
            throw new IllegalArgumentException("slice [" + from + ", " + to + ")");
        }
    }

    /** Length in samples. */
    public int length() {
        return to - from;
    }

    /** Nominal start, µs since the epoch. */
    public long start() {
        return part.start() + Timeline.micros(from);
    }

    /** Offset of its first sample in the chunk, in samples. */
    public long offsetInChunk() {
        return (long) part.index() * Timeline.PART_SAMPLES + from;
    }
}
