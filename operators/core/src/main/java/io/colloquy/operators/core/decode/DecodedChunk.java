package io.colloquy.operators.core.decode;

import io.colloquy.audio.DecodedAudio;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;

/**
 * A chunk that obeys the contract, as sound.
 *
 * @param chunkId the producer's label, for people
 * @param audio of at least 20 ms
 */
public record DecodedChunk(
        StreamId stream, ChunkKey key, Source source, String chunkId, DecodedAudio audio, Origin origin) {

    /** Length in samples. */
    public int samples() {
        return audio.samples();
    }

    /** Without the audio, which never reaches a log. */
    @Override
    public String toString() {
        return "chunk " + chunkId + " of " + stream.deviceId() + " from " + origin + ", " + samples() + " samples";
    }
}
