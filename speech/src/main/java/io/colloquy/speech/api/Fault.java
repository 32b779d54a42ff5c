package io.colloquy.speech.api;

import java.util.Locale;

/** Whose fault it is that a model gave no result, and so what is done about it. */
public enum Fault {
    /** The clip's or part's: it alone fails. */
    CLIP,
    /** There was not enough memory, even for the clip alone: it alone fails. */
    OVERLOAD,
    /** The device's: nothing runs there any more. The task fails, and starts again. */
    DEVICE_LOST,
    /** The model's: it will fail on everything. The job fails. */
    FATAL;

    /** Whether others may go on. */
    public boolean isOfOneItem() {
        return this == CLIP || this == OVERLOAD;
    }

    /** As metrics call it: {@code device-lost}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
