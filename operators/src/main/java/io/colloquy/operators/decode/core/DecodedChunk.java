package io.colloquy.operators.decode.core;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chunk that obeys the contract, as sound.
 *
 * @param chunkId the producer's label, for people
 * @param pcm 16 kHz mono, 16 bits, little-endian; between 20 ms and 10 min
 * @param concealedPackets broken packets whose place was filled in, so that what follows keeps its time
 */
public record DecodedChunk(
        StreamId stream, ChunkKey key, Source source, String chunkId, byte[] pcm, Origin origin, int concealedPackets) {

    public DecodedChunk {
        if (pcm.length == 0 || pcm.length % Short.BYTES != 0) {
            throw new IllegalArgumentException(pcm.length + " bytes are no PCM of 16 bits");
        }
    }

    /** Length in samples. */
    public int samples() {
        return pcm.length / Short.BYTES;
    }

    /**
     * The chunk's parts in order, as PCM: the {@code i}th holds its samples from {@code i ×} {@link
     * Timeline#PART_SAMPLES} on, all but the last are full. A chunk of one part is not copied.
     */
    public List<byte[]> parts() {
        int partBytes = Timeline.PART_SAMPLES * Short.BYTES;
        if (pcm.length <= partBytes) return List.of(pcm);
        List<byte[]> parts = new ArrayList<>(pcm.length / partBytes + 1);
        for (int from = 0; from < pcm.length; from += partBytes) {
            parts.add(Arrays.copyOfRange(pcm, from, Math.min(from + partBytes, pcm.length)));
        }
        return parts;
    }

    /** Without the audio, which never reaches a log. */
    @Override
    public String toString() {
        return "chunk " + chunkId + " of " + stream.deviceId() + " from " + origin + ", " + samples() + " samples";
    }
}
