package io.colloquy.client;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;
import java.util.List;

/** Tells before chunks are sent which of them the job would reject. Not for use by several threads. */
public final class ChunkCheck {
    private final AudioDecoders decoders = new AudioDecoders();

    /**
     * Counts the chunks of a file that nothing can be made of, though of others it can: the job rejects these alone,
     * and its ledger says so.
     *
     * @param chunks of one file, in order; one at least
     * @param now ms since the epoch
     * @throws RejectedException where nothing can be made of any of them, or one starts in the future
     */
    public int rejected(List<AudioChunk> chunks, long now) throws RejectedException {
        for (AudioChunk chunk : chunks) chunk.requireRecordedBefore(now);
        int rejected = 0;
        for (AudioChunk chunk : chunks) {
            try {
                decoders.decode(chunk.audio(), chunk.format());
            } catch (RejectedException e) {
                if (++rejected == chunks.size()) throw e;
            }
        }
        return rejected;
    }
}
