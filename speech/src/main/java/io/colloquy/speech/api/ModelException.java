package io.colloquy.speech.api;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A model file is missing or is not what it should be; the message begins with the setting that names it, and says what
 * was expected and what to do.
 */
public final class ModelException extends RuntimeException {

    public ModelException(Path file, String expected, String remedy) {
        super(message(file, expected, remedy));
    }

    public ModelException(Path file, String expected, String remedy, Throwable cause) {
        super(message(file, expected, remedy), cause);
    }

    private ModelException(String setting, ModelException problem) {
        super(setting + ": " + problem.getMessage(), problem.getCause());
    }

    /** Loads a model; where that fails, the message names the setting. */
    public static <T> T naming(String setting, Supplier<T> load) {
        try {
            return load.get();
        } catch (ModelException e) {
            throw new ModelException(setting, e);
        }
    }

    private static String message(Path file, String expected, String remedy) {
        return "model file " + file + ": " + expected + "; " + remedy;
    }
}
