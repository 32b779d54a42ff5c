package io.colloquy.operators.core.detect;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.Intervals;

/**
 * A part and where in it somebody speaks.
 *
 * @param speech voice activity of the part alone: its samples in which somebody speaks
 * @param failure why it could not be analysed; null where it was
 */
public record DetectedPart(AudioPart part, Intervals speech, String failure) {

    public DetectedPart(AudioPart part, Intervals speech) {
        this(part, speech, null);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "detected " + part;
    }
}
