package io.colloquy.speech.api;

import io.colloquy.schemas.Intervals;

/** Finds where somebody speaks. Safe for use by several threads. */
public interface VoiceActivityDetector extends AutoCloseable {

    /**
     * Voice activity of a part alone: nothing carries over from one call to the next, so the answer is a function of
     * the samples.
     *
     * @param pcm 16 kHz mono PCM16, little-endian, at most a part
     * @return the samples in which somebody speaks
     */
    Intervals detect(byte[] pcm);

    /**
     * Tells this detector from every other that may answer otherwise: of the same samples, two detectors with one
     * fingerprint find the same speech.
     */
    String fingerprint();

    @Override
    void close();
}
