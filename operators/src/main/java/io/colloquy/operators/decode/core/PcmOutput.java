package io.colloquy.operators.decode.core;

import io.colloquy.schemas.RejectedRecord;
import java.util.Arrays;

/** Gathers one chunk's mono audio of any rate as PCM16 little-endian at 16 kHz, never more than a chunk may hold. */
final class PcmOutput {
    private final Resampler resampler;
    private float[] resampled = new float[0];
    private byte[] pcm;
    private int length;

    /** @param frames how many will be written, as far as that is known: the right number saves copies */
    PcmOutput(ResamplingFilter filter, long frames) throws RejectedRecord {
        this.resampler = new Resampler(filter);
        long samples = filter.outputSamples(frames);
        DurationLimits.requireNotTooLong(samples);
        this.pcm = new byte[Math.toIntExact(samples) * Short.BYTES];
    }

    /** @param mono in the scale of 16-bit samples; what is beyond is clipped */
    void write(float[] mono, int count) throws RejectedRecord {
        ensureResampled(resampler.maxOutput(count));
        append(resampler.process(mono, count, resampled));
    }

    /** The samples written, at 16 kHz: {@code round(n × 16000 / rate)} of them. */
    byte[] finish() throws RejectedRecord {
        ensureResampled(resampler.maxOutput(0));
        append(resampler.finish(resampled));
        return length == pcm.length ? pcm : Arrays.copyOf(pcm, length);
    }

    private void ensureResampled(int count) {
        if (resampled.length < count) resampled = new float[count];
    }

    private void append(int count) throws RejectedRecord {
        ensureRoom(count);
        int at = length;
        for (int i = 0; i < count; i++) {
            int sample = Math.max(-32768, Math.min(32767, (int) Math.floor(resampled[i] + 0.5f)));
            pcm[at] = (byte) sample;
            pcm[at + 1] = (byte) (sample >> 8);
            at += Short.BYTES;
        }
        length = at;
    }

    private void ensureRoom(int count) throws RejectedRecord {
        long needed = length + (long) count * Short.BYTES;
        DurationLimits.requireNotTooLong(needed / Short.BYTES);
        if (needed <= pcm.length) return;
        long doubled = Math.min(2L * pcm.length, (long) DurationLimits.MAX_SAMPLES * Short.BYTES);
        pcm = Arrays.copyOf(pcm, Math.toIntExact(Math.max(needed, doubled)));
    }
}
