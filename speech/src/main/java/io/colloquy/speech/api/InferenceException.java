package io.colloquy.speech.api;

import java.time.Duration;

/** A model gave no result. The message begins with the setting that it is about. */
public final class InferenceException extends RuntimeException {
    private final Fault fault;
    private final boolean passing;

    private InferenceException(Fault fault, boolean passing, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.passing = passing;
    }

    /** @param role of the model that gave none */
    public static InferenceException of(Fault fault, ModelRole role, String problem, Throwable cause) {
        return new InferenceException(fault, fault == Fault.OVERLOAD, role.fileKey() + ": " + problem, cause);
    }

    /** A fault that may not come again, such as of a busy device. If it does, it counts as the clip's. */
    public static InferenceException passing(ModelRole role, String problem, Throwable cause) {
        return new InferenceException(Fault.CLIP, true, role.fileKey() + ": " + problem, cause);
    }

    /** A run that was ended because it took too long. */
    public static InferenceException late(ModelRole role, Duration deadline, Throwable cause) {
        return new InferenceException(Fault.CLIP, false, deadlineMessage(role, deadline), cause);
    }

    private static String deadlineMessage(ModelRole role, Duration deadline) {
        return role.deadlineKey() + ": a run took longer than " + text(deadline) + " and was ended";
    }

    /** As in the settings: whole seconds as such. */
    public static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    public Fault fault() {
        return fault;
    }

    /** Whether it is worth another try. */
    public boolean isPassing() {
        return passing;
    }
}
