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
 * @param speech bounds of its voice activity, none where it failed
 */
record OraclePart(PartId id, boolean last, Source source, byte[] pcm, int[] speech, boolean failed) {
    /** The smaller one speaks. */
    static final Comparator<OraclePart> PRIORITY =
            Comparator.comparing(OraclePart::source).thenComparing(OraclePart::id);

    static void cut(Oracle.Chunk chunk, Function<byte[], int[]> detect, List<OraclePart> parts) {
        int bytes = 2 * Timeline.PART_SAMPLES;
        for (int i = 0; i * bytes < chunk.pcm().length; i++) {
            byte[] pcm = Arrays.copyOfRange(chunk.pcm(), i * bytes, Math.min(chunk.pcm().length, (i + 1) * bytes));
            boolean last = (i + 1) * bytes >= chunk.pcm().length;
            int[] speech = detect.apply(pcm);
            parts.add(new OraclePart(
                    new PartId(chunk.key(), i),
                    last,
                    chunk.source(),
                    pcm,
                    speech == null ? new int[0] : speech,
                    speech == null));
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
        return other instanceof OraclePart part && part.id.equals(id);
    }
}
