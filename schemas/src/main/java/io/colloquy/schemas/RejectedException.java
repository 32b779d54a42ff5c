package io.colloquy.schemas;

import io.colloquy.schemas.Rejection.Reason;

/**
 * The contract does not accept a record. It is answered by a {@link DeadLetter}, never by a restart, so this is a
 * checked exception; it is an answer rather than a fault of the program, so it carries no stack trace.
 */
public final class RejectedException extends Exception {
    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        super(rejection.detail(), null, false, false);
        this.rejection = rejection;
    }

    /** @param detail for a person: what was found, what was expected; never audio */
    public static RejectedException of(Reason reason, String detail) {
        return new RejectedException(Rejection.of(reason, detail));
    }

    public static RejectedException missingField(String field) {
        return new RejectedException(Rejection.missingField(field));
    }

    /** @param detail goes on from the field's name, e.g. {@code must be 1 or 2, not 3} */
    public static RejectedException badField(String field, String detail) {
        return new RejectedException(Rejection.badField(field, detail));
    }

    public Rejection rejection() {
        return rejection;
    }

    /** The code as the header {@code reason} has it. */
    public String reason() {
        return rejection.code();
    }

    public String detail() {
        return rejection.detail();
    }

    @Override
    public String toString() {
        return rejection.toString();
    }
}
