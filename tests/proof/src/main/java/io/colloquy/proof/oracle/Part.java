package io.colloquy.proof.oracle;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a chunk, with what voice activity finds in it alone.
 *
 * @param last of its chunk
 * @param raw bounds of the sounds, none where it failed
 */
record Part(PartId id, boolean last, Source source, byte[] pcm, int[] raw, boolean failed) {
    /** The smaller one speaks. */
    static final Comparator<Part> PRIORITY = Comparator.comparing(Part::source).thenComparing(Part::id);

    static void cut(Oracle.Chunk chunk, Function<byte[], int[]> detect, List<Part> parts) {
        int bytes = 2 * Timeline.PART_SAMPLES;
        for (int i = 0; i * bytes < chunk.pcm().length; i++) {
            byte[] pcm = Arrays.copyOfRange(chunk.pcm(), i * bytes, Math.min(chunk.pcm().length, (i + 1) * bytes));
            boolean last = (i + 1) * bytes >= chunk.pcm().length;
            int[] raw = detect.apply(pcm);
            parts.add(new Part(
                    new PartId(chunk.key(), i),
                    last,
                    chunk.source(),
                    pcm,
                    raw == null ? new int[0] : raw,
                    raw == null));
        }
    }

    int samples() {
        return pcm.length / 2;
    }

    long start() {
        return id.start();
    }

    long end() {
        return id.start() + Timeline.micros(samples());
    }

    /** The first of its samples that is not before the instant. */
    int firstAt(long instant) {
        long sample = -Math.floorDiv(-2 * (instant - start()), 125L);
        return (int) Math.max(0, Math.min(sample, samples()));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Part part && part.id.equals(id);
    }
}
