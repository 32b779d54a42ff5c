package io.colloquy.operators.core.detect;

import io.colloquy.operators.core.decode.AudioPart;

/**
 * A part and where in it somebody speaks.
 *
 * @param speech voice activity of the part alone: sample intervals {@code [from₀, to₀, …)}, ascending, not touching
 * @param failure why it could not be analysed; null where it was
 */
public record DetectedPart(AudioPart part, int[] speech, String failure) {

    public DetectedPart(AudioPart part, int[] speech) {
        this(part, speech, null);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "detected " + part;
    }
}
