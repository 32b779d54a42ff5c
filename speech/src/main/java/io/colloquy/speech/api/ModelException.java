package io.colloquy.speech.api;

import java.nio.file.Path;

/** A model file is missing or is not what it should be; the message says which, what was expected, and what to do. */
public final class ModelException extends RuntimeException {

    public ModelException(Path file, String expected, String remedy) {
        super(message(file, expected, remedy));
    }

    public ModelException(Path file, String expected, String remedy, Throwable cause) {
        super(message(file, expected, remedy), cause);
    }

    private static String message(Path file, String expected, String remedy) {
        return "model file " + file + ": " + expected + "; " + remedy;
    }
}
