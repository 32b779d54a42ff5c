package io.colloquy.audio;

import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decodes audio of every codec of the contract to 16 kHz mono. Keeps resampling filters between calls and is not
 * thread-safe: one for each thread.
 */
public final class AudioDecoders {
    /** No JVM makes one that is larger. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

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

    /**
     * Decodes a file on disk of up to 37 hours, in memory that does not grow with it. Of Ogg Opus the file itself is
     * held, which may have up to 2 GB.
     *
     * @param format a container
     * @param taker takes the parts in order, each but the last of 30 s: 16 kHz mono PCM16, little-endian
     * @throws RejectedException {@code undecodable}, {@code too_long} or {@code too_short}
     */
    public void decode(Path file, Format format, Consumer<byte[]> taker) throws IOException, RejectedException {
        PcmOutputs outputs = new PcmOutputs(filters, DurationLimits.OF_FILES, Optional.of(taker));
        DurationLimits.requireNotTooShort(decode(file, format, outputs).samples());
    }

    private static DecodedAudio decode(Path file, Format format, PcmOutputs outputs)
            throws IOException, RejectedException {
        try (BytesOnDisk bytes = new BytesOnDisk(file)) {
            return switch (format.codec()) {
                case WAV -> new WavDecoder().decode(bytes, outputs);
                case FLAC -> new FlacDecoder().decode(bytes, outputs);
                case OPUS -> OggOpus.read(whole(file)).decode(outputs);
                default -> throw new IllegalArgumentException(format + " is no container");
            };
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] whole(Path file) throws IOException, RejectedException {
        if (Files.size(file) > LARGEST_ARRAY)
            throw RejectedException.of(Reason.TOO_LONG, "is an Ogg file of more than 2 GB: cut it into several");
        return Files.readAllBytes(file);
    }

    /** The same of what a record carries. */
    public DecodedAudio decode(byte[] audio, Format format) throws RejectedException {
        return decode(audio, format, DurationLimits.CARRIED);
    }
}
