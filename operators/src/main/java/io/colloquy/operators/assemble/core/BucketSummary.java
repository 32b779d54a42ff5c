package io.colloquy.operators.assemble.core;

import io.colloquy.schemas.ChunkKey;
import java.util.List;

/**
 * What conversations need to know of a bucket, without its utterances.
 *
 * @param runs its members, parted where the conversation gap lies between them, in order
 * @param voices who speaks in it, by number
 */
public record BucketSummary(List<Run> runs, List<BucketVoice> voices) {
    static final BucketSummary EMPTY = new BucketSummary(List.of(), List.of());

    public BucketSummary {
        runs = List.copyOf(runs);
        voices = List.copyOf(voices);
    }

    /**
     * Members with no conversation gap between them.
     *
     * @param start of the first, µs since the epoch
     * @param end the greatest of any, µs since the epoch
     * @param anchor the chunk in which the first begins
     * @param anchorOffset of its first sample in that chunk
     * @param voices the voices that speak, each once, in the order in which they first do
     * @param models that heard them, sorted
     */
    public record Run(
            long start, long end, ChunkKey anchor, long anchorOffset, List<Integer> voices, List<String> models) {

        public Run {
            voices = List.copyOf(voices);
            models = List.copyOf(models);
        }
    }

    /**
     * A voice of the bucket.
     *
     * @param centroid of unit length, or empty
     * @param seconds that it speaks
     */
    public record BucketVoice(float[] centroid, double seconds) {}
}
