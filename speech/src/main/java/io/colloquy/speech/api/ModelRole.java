package io.colloquy.speech.api;

import java.util.Locale;

/** What a model is for. Its name in lower case is the last word of its settings, and a label of its metrics. */
public enum ModelRole {
    /** Where somebody speaks. */
    VAD,
    /** What is said. */
    RECOGNIZER,
    /** Who says it. */
    VOICEPRINT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting that names the file. */
    public String fileKey() {
        return "models." + label();
    }

    /** The setting that says how long a run may take. */
    public String deadlineKey() {
        return "models.deadline." + label();
    }
}
