package io.colloquy.speech.api;

import java.util.OptionalInt;

/**
 * Where models run, for one who uses them.
 *
 * @param gpu the GPU that this process was given; empty where nobody said
 * @param listener is told how it goes
 * @param fatal what is done where a run can't be ended
 */
public record SpeechHost(OptionalInt gpu, InferenceListener listener, GiveUp fatal) {

    /** A process by itself, which nobody watches. */
    public static final SpeechHost ALONE = new SpeechHost(OptionalInt.empty(), InferenceListener.NONE, GiveUp.HALT);

    /** The same, watched by another. */
    public SpeechHost with(InferenceListener other) {
        return new SpeechHost(gpu, other, fatal);
    }
}
