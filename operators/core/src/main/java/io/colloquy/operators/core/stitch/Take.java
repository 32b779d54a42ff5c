package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Comparator;
import java.util.List;

/**
 * An utterance as one recording has it, whether it shows or not. Another recording may have another take of the same
 * sound.
 *
 * @param source of the part in which it begins
 * @param longestChunk samples of the longest chunk of which it has a piece
 * @param torn whether its sound reaches the end of what is known of its chain, so that it may go on beyond
 */
record Take(List<Slice> slices, Source source, int longestChunk, boolean torn) {
    /**
     * Of several takes of a sound, the least shows. Whole ones before torn ones; then by source, and those of long
     * chunks first, so that neighbours come from one recording where both have them.
     */
    static final Comparator<Take> RANK = Comparator.comparing(Take::torn)
            .thenComparing(Take::source)
            .thenComparing(Comparator.comparingInt(Take::longestChunk).reversed())
            .thenComparing(Take::id);

    Take {
        slices = List.copyOf(slices);
    }

    TakeId id() {
        return new TakeId(slices.get(0).part(), slices.get(0).from());
    }

    /** Nominal time of its first sample, µs since the epoch. */
    long start() {
        return slices.get(0).start();
    }

    int samples() {
        int samples = 0;
        for (Slice slice : slices) samples += slice.length();
        return samples;
    }

    /** The start and the length of the audio, µs since the epoch. */
    long end() {
        return start() + Timeline.micros(samples());
    }
}
