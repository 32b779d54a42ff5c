package io.colloquy.speech.api;

import java.util.concurrent.CompletableFuture;

/** Transcribes clips and takes an embedding of who speaks. Safe for use by several threads. */
public interface Transcriber extends AutoCloseable {

    /** Names the models, and changes whenever they may answer differently. */
    String model();

    /**
     * Transcribes a clip, together with whatever else is waiting; the result does not depend on the company.
     *
     * @param pcm 16 kHz mono PCM16, little-endian
     * @return completes exceptionally where the models fail on this clip
     */
    CompletableFuture<Transcription> transcribe(byte[] pcm);

    @Override
    void close();
}
