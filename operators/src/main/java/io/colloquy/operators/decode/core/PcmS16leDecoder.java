package io.colloquy.operators.decode.core;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedRecord;
import io.colloquy.schemas.Timeline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** Raw samples of 16 bits, interleaved where stereo. An incomplete frame at the end is dropped. */
final class PcmS16leDecoder implements AudioDecoder {
    private static final int BLOCK_FRAMES = 4096;

    private final ResamplingFilters filters;
    private final short[] interleaved = new short[2 * BLOCK_FRAMES];
    private final float[] mono = new float[BLOCK_FRAMES];

    PcmS16leDecoder(ResamplingFilters filters) {
        this.filters = filters;
    }

    @Override
    public DecodedAudio decode(byte[] audio, AudioChunk.Format format) throws RejectedRecord {
        int channels = format.channels();
        int frames = audio.length / (Short.BYTES * channels);
        if (format.sampleRate() == Timeline.SAMPLE_RATE && channels == 1) return new DecodedAudio(whole(audio), 0);

        PcmOutput output = new PcmOutput(filters.forRate(format.sampleRate()), frames);
        ShortBuffer samples =
                ByteBuffer.wrap(audio).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        for (int done = 0; done < frames; done += BLOCK_FRAMES) {
            int count = Math.min(BLOCK_FRAMES, frames - done);
            samples.get(interleaved, 0, count * channels);
            mixDown(count, channels);
            output.write(mono, count);
        }
        return new DecodedAudio(output.finish(), 0);
    }

    private static byte[] whole(byte[] audio) {
        return audio.length % Short.BYTES == 0 ? audio : Arrays.copyOf(audio, audio.length - 1);
    }

    private void mixDown(int count, int channels) {
        if (channels == 1) {
            for (int i = 0; i < count; i++) mono[i] = interleaved[i];
        } else {
            for (int i = 0; i < count; i++) mono[i] = 0.5f * (interleaved[2 * i] + interleaved[2 * i + 1]);
        }
    }
}
