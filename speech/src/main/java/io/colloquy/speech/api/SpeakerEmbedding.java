package io.colloquy.speech.api;

import java.util.Arrays;

/**
 * What tells a voice from others, in a byte a dimension: a direction whose largest component is ±127 steps long. For
 * the 131 dimensions of the demo model that turns it by less than a degree; voices of one speaker lie tens of degrees
 * apart. It is made where the clip is transcribed, so that what is clustered is the same wherever it was kept in
 * between.
 *
 * @param steps its components, to scale; empty where there was too little audio to tell. Not to be changed
 */
public record SpeakerEmbedding(byte[] steps) {
    public static final SpeakerEmbedding NONE = new SpeakerEmbedding(new byte[0]);

    /** Of what a model gives, of any length; none where that has no direction: all zeros, or not all of it finite. */
    public static SpeakerEmbedding of(float[] embedding) {
        float greatest = 0;
        for (float x : embedding) greatest = Math.max(greatest, Math.abs(x)); // NaN where any is
        if (!(greatest > 0) || Float.isInfinite(greatest)) return NONE;
        byte[] steps = new byte[embedding.length];
        for (int i = 0; i < steps.length; i++)
            steps[i] = (byte) Math.round((double) embedding[i] / greatest * Byte.MAX_VALUE);
        return new SpeakerEmbedding(steps);
    }

    public boolean isEmpty() {
        return steps.length == 0;
    }

    /** The direction, of unit length; empty where there is none. */
    public float[] vector() {
        int squares = 0;
        for (byte step : steps) squares += step * step;
        double length = Math.sqrt(squares);
        float[] vector = new float[steps.length];
        for (int i = 0; i < vector.length; i++) vector[i] = (float) (steps[i] / length);
        return vector;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof SpeakerEmbedding other && Arrays.equals(steps, other.steps);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(steps);
    }

    /** Without what would tell who it is. */
    @Override
    public String toString() {
        return "speaker embedding of " + steps.length + " dimensions";
    }
}
