package io.colloquy.client;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;
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
     * @throws RejectedException where it is none of these, or can't be decoded
     * @throws IllegalArgumentException where a chunk would be against the contract, as with a device of a bad name
     */
    public static ChunkedFile cut(byte[] file, Plan plan) throws RejectedException {
        Optional<DeviceFile> deviceFile = DeviceFile.of(plan.name());
        return deviceFile.isPresent()
                ? deviceFile.get().cut(file, plan)
                : SoundFile.of(file).cut(file, plan);
    }

    /** How chunks are to be cut and labelled. @param name of the file, from which each chunk has its chunk_id */
    public record Plan(String name, String device, long start, Duration longest) {}
}
