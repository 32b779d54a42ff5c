package io.colloquy.schemas;

import java.util.Locale;

/**
 * A record that the contract refuses. It becomes a {@link DeadLetter}, never a restart, so it is a checked exception; it
 * is an answer rather than a fault of the program, so it carries no stack trace.
 */
public final class RejectedRecord extends Exception {

    /** The fixed codes of the dead-letter topic. */
    public enum Reason {
        BAD_JSON,
        BAD_CBOR,
        MISSING_FIELD,
        BAD_FIELD,
        KEY_MISMATCH,
        EMPTY_AUDIO,
        TOO_LARGE,
        TOO_SHORT,
        TOO_LONG,
        UNDECODABLE,
        URI_FORBIDDEN,
        URI_MISSING,
        BEYOND_HORIZON,
        INFERENCE_FAILED;

        /** The name on the wire. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String reason;

    private RejectedRecord(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** @param detail for a person: what was found, what was expected; never audio */
    public static RejectedRecord of(Reason reason, String detail) {
        return new RejectedRecord(reason.code(), detail);
    }

    public static RejectedRecord missingField(String field) {
        return new RejectedRecord(Reason.MISSING_FIELD.code() + ":" + field, field + " is required");
    }

    /** @param detail goes on from the field's name, e.g. {@code must be 1 or 2, not 3} */
    public static RejectedRecord badField(String field, String detail) {
        return new RejectedRecord(Reason.BAD_FIELD.code() + ":" + field, field + " " + detail);
    }

    /** The code as the header {@code reason} has it, e.g. {@code bad_json} or {@code missing_field:device_id}. */
    public String reason() {
        return reason;
    }

    public String detail() {
        return getMessage();
    }

    @Override
    public String toString() {
        return reason + ": " + getMessage();
    }
}
