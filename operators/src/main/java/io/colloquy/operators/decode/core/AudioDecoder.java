package io.colloquy.operators.decode.core;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedRecord;

/** One codec of the contract. */
interface AudioDecoder {

    /**
     * Decodes a whole chunk. The result may be {@code audio} itself.
     *
     * @throws RejectedRecord where nothing can be decoded, or {@code too_long} before more than {@link
     *     DurationLimits#MAX_SAMPLES} are made; nothing else, whatever the bytes
     */
    DecodedAudio decode(byte[] audio, AudioChunk.Format format) throws RejectedRecord;
}
