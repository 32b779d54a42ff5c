package io.colloquy.operators.core.detect;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.Intervals;

/**
 * A part and where in it somebody speaks.
 *
 * @param speech voice activity of the part alone: its samples in which somebody speaks
 * @param print of its sound; {@link SoundPrint#NONE} where nobody speaks
 * @param failure why it could not be analysed; null where it was
 */
public record DetectedPart(AudioPart part, Intervals speech, SoundPrint print, String failure) {

    /** A part by itself: no other will be found to be of the same sound. */
    public DetectedPart(AudioPart part, Intervals speech) {
        this(part, speech, SoundPrint.NONE, null);
    }

    /** A part that could not be analysed. */
    public static DetectedPart failed(AudioPart part, String failure) {
        return new DetectedPart(part, Intervals.NONE, SoundPrint.NONE, failure);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "detected " + part;
    }
}
