package io.colloquy.operators.stitch;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.StreamId;

/**
 * A clip that the models are to hear.
 *
 * @param take names the clip
 * @param start of the utterance, shown or not, µs since the epoch: tells where the answer belongs
 * @param pcm 16 kHz mono PCM16, little-endian
 */
public record HearRequest(StreamId stream, Digest take, long start, byte[] pcm) {

    /** Without the audio. */
    @Override
    public String toString() {
        return "request to hear " + take;
    }
}
