package io.colloquy.audio;

import io.colloquy.schemas.RejectedException;

/** What decoders write to: how long their result may be, and the filters that bring it to 16 kHz. */
public record PcmOutputs(ResamplingFilters filters, DurationLimits limits) {

    /**
     * @param rate Hz, of what will be written
     * @param frames at most so many will be written; 0 where that isn't known
     * @throws RejectedException {@code too_long} where these are too many
     */
    PcmOutput open(int rate, long frames) throws RejectedException {
        return new PcmOutput(filters.forRate(rate), frames, limits);
    }
}
