package io.colloquy.audio;

import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers one chunk's mono audio of any rate as PCM16 little-endian at 16 kHz, never more than a chunk may hold. */
final class PcmOutput {
    private final Resampler resampler;
    private final DurationLimits limits;
    private final List<byte[]> full = new ArrayList<>();
    private float[] resampled = new float[0];
    private byte[] part;
    private int length;
    private int toSkip;
    private long toKeep = Integer.MAX_VALUE;

    /** @param frames at most so many will be written, as far as that is known */
    PcmOutput(ResamplingFilter filter, long frames, DurationLimits limits) throws RejectedException {
        this.resampler = new Resampler(filter);
        this.limits = limits;
        long samples = filter.outputSamples(frames);
        limits.requireNotTooLong(samples);
        this.part = new byte[(int) Math.min(DecodedAudio.PART_BYTES, samples * Short.BYTES)];
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
        int samples = samples();
        if (length > 0) full.add(length == part.length ? part : Arrays.copyOf(part, length));
        return new DecodedAudio(full, samples, concealedPackets);
    }

    private int samples() {
        return full.size() * (DecodedAudio.PART_BYTES / Short.BYTES) + length / Short.BYTES;
    }

    private void ensureResampled(int count) {
        if (resampled.length < count) resampled = new float[count];
    }

    private void append(int count) throws RejectedException {
        int from = Math.min(toSkip, count);
        int end = (int) Math.min(count, from + toKeep);
        toSkip -= from;
        toKeep -= end - from;
        limits.requireNotTooLong(samples() + (long) end - from);
        while (from < end) {
            ensureRoom(end - from);
            int to = Math.min(end, from + (part.length - length) / Short.BYTES);
            quantize(from, to);
            from = to;
        }
    }

    private void quantize(int from, int to) {
        int at = length;
        for (int i = from; i < to; i++) {
            int sample = Math.max(-32768, Math.min(32767, (int) Math.floor(resampled[i] + 0.5f)));
            Pcm16.put(part, at, sample);
            at += Short.BYTES;
        }
        length = at;
    }

    /** For one sample at least. */
    private void ensureRoom(int count) {
        if (length == DecodedAudio.PART_BYTES) {
            full.add(part);
            part = new byte[DecodedAudio.PART_BYTES];
            length = 0;
        } else if (length + count * Short.BYTES > part.length) {
            int grown = Math.max(length + count * Short.BYTES, 2 * part.length);
            part = Arrays.copyOf(part, Math.min(DecodedAudio.PART_BYTES, grown));
        }
    }
}
