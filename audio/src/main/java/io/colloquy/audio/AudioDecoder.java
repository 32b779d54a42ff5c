package io.colloquy.audio;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;

/** One codec of the contract. */
public interface AudioDecoder {

    /**
     * Decodes a whole chunk. The result may hold {@code audio} itself.
     *
     * @throws RejectedException where nothing can be decoded, or {@code too_long} before more samples are made than a
     *     chunk may hold; nothing else, whatever the bytes
     */
    DecodedAudio decode(byte[] audio, AudioChunk.Format format, PcmOutputs outputs) throws RejectedException;
}
