package io.colloquy.local.send;

import io.colloquy.local.send.Upload.Plan;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts raw samples into chunks of equal length: so none is too short, and the same file gives the same chunks. */
final class SampleCutter {
    private static final long MICROS = 1_000_000;

    private SampleCutter() {}

    /** @param frameBytes of one sample of all channels */
    static Upload cut(byte[] samples, Format format, int frameBytes, Plan plan) {
        long frames = samples.length / frameBytes;
        long rate = format.sampleRate();
        long longest = Math.min(
                Math.max(1, plan.longest().toNanos() / 1000 * rate / MICROS),
                AudioChunk.MAX_AUDIO_BYTES / frameBytes);
        long count = (frames + longest - 1) / longest;
        List<AudioChunk> chunks = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long from = frames * i / count;
            long to = frames * (i + 1) / count;
            byte[] audio = Arrays.copyOfRange(samples, (int) (from * frameBytes), (int) (to * frameBytes));
            chunks.add(Labels.chunk(plan, (int) i, plan.start() + from * MICROS / rate, format, audio));
        }
        return new Upload(chunks, plan.start() + frames * MICROS / rate);
    }
}
