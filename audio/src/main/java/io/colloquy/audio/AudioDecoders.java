package io.colloquy.audio;

import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.RejectedException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Decodes audio of every codec of the contract to 16 kHz mono. Keeps resampling filters between calls and is not
 * thread-safe: one for each thread.
 */
public final class AudioDecoders {
    private final ResamplingFilters filters = new ResamplingFilters();
    private final Map<Codec, AudioDecoder> decoders = new EnumMap<>(Map.of(
            Codec.PCM_S16LE, new RawDecoder(SampleFormat.S16),
            Codec.PCM_U8, new RawDecoder(SampleFormat.U8),
            Codec.MULAW, new RawDecoder(SampleFormat.MULAW),
            Codec.OPUS, new OpusAudioDecoder(),
            Codec.WAV, new WavDecoder(),
            Codec.FLAC, new FlacDecoder()));

    /** @throws RejectedException {@code undecodable}, {@code too_long} or {@code too_short} */
    public DecodedAudio decode(byte[] audio, Format format, DurationLimits limits) throws RejectedException {
        DecodedAudio decoded = decoders.get(format.codec()).decode(audio, format, new PcmOutputs(filters, limits));
        DurationLimits.requireNotTooShort(decoded.samples());
        return decoded;
    }

    /** The same of what a record carries. */
    public DecodedAudio decode(byte[] audio, Format format) throws RejectedException {
        return decode(audio, format, DurationLimits.CARRIED);
    }
}
