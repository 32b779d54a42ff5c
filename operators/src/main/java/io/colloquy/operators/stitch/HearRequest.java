package io.colloquy.operators.stitch;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.StreamId;
import java.util.List;

/**
 * A clip that the models are to hear.
 *
 * @param take names the clip
 * @param start of the utterance, µs since the epoch: tells where the answer belongs
 * @param origins where the records lie that the clip comes from, each once
 * @param pcm 16 kHz mono PCM16, little-endian
 */
public record HearRequest(StreamId stream, Digest take, long start, List<Origin> origins, byte[] pcm) {

    public HearRequest {
        origins = List.copyOf(origins);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "request to hear " + take;
    }
}
