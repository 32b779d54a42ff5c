package io.colloquy.audio;

import io.colloquy.schemas.RejectedException;

/** Makes one chunk's mono audio of any rate PCM16 little-endian at 16 kHz, never more than a chunk may hold. */
final class PcmOutput {
    private final Resampler resampler;
    private final DurationLimits limits;
    private final PcmParts parts;
    private float[] resampled = new float[0];
    private int toSkip;
    private long toKeep = Integer.MAX_VALUE;

    PcmOutput(Resampler resampler, DurationLimits limits, PcmParts parts) {
        this.resampler = resampler;
        this.limits = limits;
        this.parts = parts;
    }

    /** Keeps so many of the samples that are made, at 16 kHz, after leaving out some. */
    PcmOutput keeping(long samples, int after) {
        toKeep = samples;
        toSkip = after;
        return this;
    }

    /** @param mono in the scale of 16-bit samples; what is beyond is clipped */
    void write(float[] mono, int count) throws RejectedException {
        ensureResampled(resampler.maxOutput(count));
        append(resampler.process(mono, count, resampled));
    }

    /** The samples written, at 16 kHz: {@code round(n × 16000 / rate)} of them, less what is left out. */
    DecodedAudio finish(int concealedPackets) throws RejectedException {
        ensureResampled(resampler.maxOutput(0));
        append(resampler.finish(resampled));
        int samples = Math.toIntExact(parts.samples());
        return new DecodedAudio(parts.finish(), samples, concealedPackets);
    }

    private void ensureResampled(int count) {
        if (resampled.length < count) resampled = new float[count];
    }

    private void append(int count) throws RejectedException {
        int from = Math.min(toSkip, count);
        int end = (int) Math.min(count, from + toKeep);
        toSkip -= from;
        toKeep -= end - from;
        limits.requireNotTooLong(parts.samples() + end - from);
        parts.add(resampled, from, end);
    }
}
