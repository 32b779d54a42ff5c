package io.colloquy.schemas;

/** The {@code index}th part of a chunk: its decoded samples from {@code index × part length} on. */
public record PartId(ChunkKey chunk, int index) implements Comparable<PartId> {

    public PartId {
        if (index < 0) throw new IllegalArgumentException("part index " + index);
    }

    /** Nominal start, µs since the epoch. */
    public long start() {
        return chunk.start() + index * Timeline.PART_MICROS;
    }

    /** The order of parts: by start, then chunk, then index. */
    @Override
    public int compareTo(PartId o) {
        int byStart = Long.compare(start(), o.start());
        if (byStart != 0) return byStart;
        int byChunk = chunk.compareTo(o.chunk);
        return byChunk != 0 ? byChunk : Integer.compare(index, o.index);
    }
}
