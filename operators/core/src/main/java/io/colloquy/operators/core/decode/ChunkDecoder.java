package io.colloquy.operators.core.decode;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.DecodedAudio;
import io.colloquy.audio.DurationLimits;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkReader;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns a record's bytes into checked audio, or says why not. No record makes it throw anything but a {@link
 * RejectedException}. It is a pure function of the record and of what is stored. Not thread-safe: one for each subtask.
 */
public final class ChunkDecoder {
    private final AudioStore store;
    private final AudioDecoders decoders = new AudioDecoders();

    /** @param store gives the audio of records that carry none */
    public ChunkDecoder(AudioStore store) {
        this.store = store;
    }

    /** Refuses records that carry no audio. */
    public ChunkDecoder() {
        this(AudioStore.NONE);
    }

    /** @throws java.io.UncheckedIOException where the store has a fault */
    public DecodedChunk decode(RawRecord record) throws RejectedException {
        AudioChunk chunk = AudioChunkReader.read(record.value());
        requireKey(record.key(), chunk.stream().deviceId());
        chunk.requireRecordedBefore(record.timestamp());
        byte[] audio = chunk.audio() == null ? store.fetch(chunk.audioUri()) : chunk.audio();
        DurationLimits limits = chunk.audio() == null ? DurationLimits.STORED : DurationLimits.CARRIED;
        DecodedAudio decoded = decoders.decode(audio, chunk.format(), limits);
        ChunkKey key = new ChunkKey(chunk.startedAt(), chunk.format().digest(audio));
        return new DecodedChunk(chunk.stream(), key, chunk.source(), chunk.chunkId(), decoded, record.origin());
    }

    private static void requireKey(byte[] key, String deviceId) throws RejectedException {
        if (key == null || !Arrays.equals(key, deviceId.getBytes(StandardCharsets.UTF_8))) {
            throw RejectedException.of(
                    Reason.KEY_MISMATCH,
                    "the record's key must be the device_id " + deviceId
                            + " in UTF-8: it keeps a device's chunks together");
        }
    }
}
