package io.colloquy.proof.oracle;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a chunk, with what voice activity finds in it alone.
 *
 * @param chunkSamples how many samples its chunk has
 * @param print of its sound
 * @param speech bounds of its voice activity, none where it failed
 */
record OraclePart(PartId id, int chunkSamples, Source source, byte[] pcm, byte[] print, int[] speech, boolean failed) {
    static void cut(Oracle.Chunk chunk, Models models, List<OraclePart> parts) {
        int bytes = 2 * Timeline.PART_SAMPLES;
        for (int i = 0; i * bytes < chunk.pcm().length; i++) {
            byte[] pcm = Arrays.copyOfRange(chunk.pcm(), i * bytes, Math.min(chunk.pcm().length, (i + 1) * bytes));
            int[] speech = models.detect().apply(pcm);
            parts.add(new OraclePart(
                    new PartId(chunk.key(), i),
                    chunk.pcm().length / 2,
                    chunk.source(),
                    pcm,
                    models.print().apply(pcm),
                    speech == null ? new int[0] : speech,
                    speech == null));
        }
    }

    /** Whether it is the last of its chunk. */
    boolean last() {
        return id.index() * Timeline.PART_SAMPLES + samples() == chunkSamples;
    }

    /** The frame of the print that begins nearest to a sample. */
    byte frameAt(int sample) {
        if (print.length == 0) return 0;
        return print[Math.min((sample + 160) / 320, print.length - 1)];
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

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OraclePart part && part.id.equals(id);
    }
}
