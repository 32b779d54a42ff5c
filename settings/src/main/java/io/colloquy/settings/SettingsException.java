package io.colloquy.settings;

/** A setting that can't be used; the message begins with its key and says what would do. */
public final class SettingsException extends IllegalArgumentException {

    public SettingsException(String key, String problem) {
        super(key + ": " + problem);
    }

    public SettingsException(String key, String problem, Throwable cause) {
        super(key + ": " + problem, cause);
    }
}
