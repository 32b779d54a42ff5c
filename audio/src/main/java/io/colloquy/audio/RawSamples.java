package io.colloquy.audio;

import io.colloquy.schemas.RejectedException;

/**
 * Samples as they lie in a chunk or a file, interleaved where stereo.
 *
 * @param channels 1 or 2
 */
record RawSamples(SampleFormat format, int rate, int channels) {
    private static final int BLOCK_FRAMES = 4096;

    /** Decodes the bytes {@code [from, to)}; an incomplete frame at the end is dropped. */
    DecodedAudio decode(Bytes audio, long from, long to, PcmOutputs outputs) throws RejectedException {
        int frameBytes = format.bytes() * channels;
        long frames = (to - from) / frameBytes;
        PcmOutput output = outputs.open(rate, frames);
        float[] samples = new float[(int) Math.min(frames, BLOCK_FRAMES) * channels];
        for (long done = 0; done < frames; done += BLOCK_FRAMES) {
            int count = (int) Math.min(BLOCK_FRAMES, frames - done);
            byte[] block = audio.read(from + done * frameBytes, count * frameBytes);
            format.read(block, 0, samples, count * channels);
            if (channels == 2) mixDown(samples, count);
            output.write(samples, count);
        }
        return output.finish(0);
    }

    private static void mixDown(float[] samples, int frames) {
        for (int i = 0; i < frames; i++) samples[i] = 0.5f * (samples[2 * i] + samples[2 * i + 1]);
    }
}
