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
    DecodedAudio decode(byte[] audio, int from, int to, PcmOutputs outputs) throws RejectedException {
        int frameBytes = format.bytes() * channels;
        int frames = (to - from) / frameBytes;
        PcmOutput output = outputs.open(rate, frames);
        float[] samples = new float[Math.min(frames, BLOCK_FRAMES) * channels];
        for (int done = 0; done < frames; done += BLOCK_FRAMES) {
            int count = Math.min(BLOCK_FRAMES, frames - done);
            format.read(audio, from + done * frameBytes, samples, count * channels);
            if (channels == 2) mixDown(samples, count);
            output.write(samples, count);
        }
        return output.finish(0);
    }

    private static void mixDown(float[] samples, int frames) {
        for (int i = 0; i < frames; i++) samples[i] = 0.5f * (samples[2 * i] + samples[2 * i + 1]);
    }
}
