package io.colloquy.audio;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;

/** Samples and nothing else: {@code pcm_s16le}, {@code pcm_u8}, {@code mulaw}. */
public record RawDecoder(SampleFormat samples) implements AudioDecoder {

    @Override
    public DecodedAudio decode(byte[] audio, AudioChunk.Format format, PcmOutputs outputs) throws RejectedException {
        RawSamples raw = new RawSamples(samples, format.sampleRate(), format.channels());
        boolean decoded = samples == SampleFormat.S16 && raw.rate() == Timeline.SAMPLE_RATE && raw.channels() == 1;
        if (!decoded) return raw.decode(new BytesInMemory(audio), 0, audio.length, outputs);
        outputs.limits().requireNotTooLong(audio.length / Short.BYTES);
        return DecodedAudio.of(audio);
    }
}
