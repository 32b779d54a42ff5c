package io.colloquy.schemas;

/** The rejection that a value's constructor met: unchecked for who makes a chunk, checked for who reads one. */
final class ContractViolation extends IllegalArgumentException {
    private final RejectedRecord rejection;

    ContractViolation(RejectedRecord rejection) {
        super(rejection.toString(), rejection);
        this.rejection = rejection;
    }

    RejectedRecord rejection() {
        return rejection;
    }

    static void require(boolean holds, String field, String detail) {
        if (!holds) throw new ContractViolation(RejectedRecord.badField(field, detail));
    }

    static void requirePresent(Object value, String field) {
        if (value == null) throw new ContractViolation(RejectedRecord.missingField(field));
    }
}
