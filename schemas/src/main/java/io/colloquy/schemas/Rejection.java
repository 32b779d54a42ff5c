package io.colloquy.schemas;

import java.util.Locale;

/**
 * Why a record is not accepted.
 *
 * @param code of the contract, as the header {@code reason} of its dead letter has it: {@code bad_json}, or
 *     {@code missing_field:device_id}
 * @param detail for a person: what was found, what was expected; never audio
 */
public record Rejection(String code, String detail) {

    /** The fixed codes of the contract. */
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

    /** @param detail for a person: what was found, what was expected; never audio */
    public static Rejection of(Reason reason, String detail) {
        return new Rejection(reason.code(), detail);
    }

    public static Rejection missingField(String field) {
        return new Rejection(Reason.MISSING_FIELD.code() + ":" + field, field + " is required");
    }

    /** @param detail goes on from the field's name, e.g. {@code must be 1 or 2, not 3} */
    public static Rejection badField(String field, String detail) {
        return new Rejection(Reason.BAD_FIELD.code() + ":" + field, field + " " + detail);
    }

    @Override
    public String toString() {
        return code + ": " + detail;
    }
}
