package io.colloquy.client;

import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts raw samples into chunks of about equal length: so none is too short, and the same file gives the same chunks.
 */
final class SampleCutter {
    private static final long MICROS = 1_000_000;
    /** Cuts lie on whole steps of 20 ms, so that the job's accounts, in milliseconds, add up to the file's length. */
    private static final long STEPS_A_SECOND = 50;

    private SampleCutter() {}

    /** @param frameBytes of one sample of all channels */
    static ChunkedFile cut(byte[] samples, Format format, int frameBytes, Plan plan) {
        long frames = samples.length / frameBytes;
        long rate = format.sampleRate();
        long step = rate / STEPS_A_SECOND;
        long steps = (frames + step - 1) / step;
        long longest = Math.min(
                plan.longest().toMillis() * STEPS_A_SECOND / 1000, AudioChunk.MAX_AUDIO_BYTES / (step * frameBytes));
        long count = (steps + longest - 1) / longest;
        List<AudioChunk> chunks = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long from = steps * i / count * step;
            long to = Math.min(frames, steps * (i + 1) / count * step);
            byte[] audio = Arrays.copyOfRange(samples, (int) (from * frameBytes), (int) (to * frameBytes));
            chunks.add(ChunkLabels.chunk(plan, (int) i, plan.start() + from * MICROS / rate, format, audio));
        }
        return new ChunkedFile(chunks, plan.start() + frames * MICROS / rate);
    }
}
