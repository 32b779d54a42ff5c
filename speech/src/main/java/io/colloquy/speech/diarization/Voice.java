package io.colloquy.speech.diarization;

/**
 * A speaker embedding and how much it counts.
 *
 * @param vector of unit length, or empty where there was too little audio for one
 * @param seconds audio that it was taken from, at least 0
 */
public record Voice(float[] vector, double seconds) {

    public Voice {
        if (!(seconds >= 0)) throw new IllegalArgumentException("seconds must be at least 0, but are " + seconds);
    }

    boolean isEmpty() {
        return vector.length == 0;
    }
}
