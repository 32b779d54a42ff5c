package io.colloquy.client;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A file as chunks.
 *
 * @param chunks in order, without a gap save where the file has one
 * @param end of the recording, µs since the epoch
 */
public record ChunkedFile(List<AudioChunk> chunks, long end) {
    public ChunkedFile {
        chunks = List.copyOf(chunks);
    }

    /**
     * Cuts a file that is WAV, FLAC, Ogg Opus, or an Omi device's, which its name says.
     *
     * @throws RejectedException where it is none of these, can't be decoded, or a chunk of it would be against the
     *     contract, as with a device of a bad name
     */
    public static ChunkedFile cut(byte[] file, Plan plan) throws RejectedException {
        Optional<DeviceFile> deviceFile = DeviceFile.of(plan.name());
        return obeying(() -> deviceFile.isPresent()
                ? deviceFile.get().cut(file, plan)
                : SoundFile.of(file).cut(file, plan));
    }

    /**
     * Cuts sound that is decoded already.
     *
     * @param pcm 16 kHz mono PCM16, little-endian
     * @throws RejectedException where a chunk of it would be against the contract
     */
    static ChunkedFile ofPcm(byte[] pcm, Plan plan) throws RejectedException {
        return obeying(() -> SampleCutter.cut(pcm, Format.pcm(Timeline.SAMPLE_RATE, 1), Short.BYTES, plan));
    }

    private interface Cut {
        ChunkedFile make() throws RejectedException;
    }

    private static ChunkedFile obeying(Cut cut) throws RejectedException {
        try {
            return cut.make();
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof RejectedException rejected) throw rejected;
            throw e;
        }
    }

    /** How chunks are to be cut and labelled. @param name of the file, from which each chunk has its chunk_id */
    public record Plan(String name, String device, long start, Duration longest) {}
}
