package io.colloquy.audio;

import io.colloquy.schemas.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What decoders write to: how long their result may be, and the filters that bring it to 16 kHz.
 *
 * @param taker takes the parts one by one, as they are made; empty where the result holds them
 */
public record PcmOutputs(ResamplingFilters filters, DurationLimits limits, Optional<Consumer<byte[]>> taker) {

    /** The result holds the parts. */
    PcmOutputs(ResamplingFilters filters, DurationLimits limits) {
        this(filters, limits, Optional.empty());
    }

    /**
     * @param rate Hz, of what will be written
     * @param frames at most so many will be written; 0 where that isn't known
     * @throws RejectedException {@code too_long} where these are too many
     */
    PcmOutput open(int rate, long frames) throws RejectedException {
        List<byte[]> held = new ArrayList<>();
        ResamplingFilter filter = filters.forRate(rate);
        long samples = filter.outputSamples(frames);
        limits.requireNotTooLong(samples);
        return new PcmOutput(new Resampler(filter), limits, new PcmParts(samples, held, taker.orElse(held::add)));
    }
}
