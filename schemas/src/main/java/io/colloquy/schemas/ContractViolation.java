package io.colloquy.schemas;

/** The rejection that a value's constructor met: unchecked for who makes a chunk, checked for who reads one. */
final class ContractViolation extends IllegalArgumentException {
    private final RejectedException rejection;

    ContractViolation(RejectedException rejection) {
        super(rejection.toString(), rejection);
        this.rejection = rejection;
    }

    RejectedException rejection() {
        return rejection;
    }

    static void require(boolean holds, String field, String detail) {
        if (!holds) throw new ContractViolation(RejectedException.badField(field, detail));
    }

    static void requirePresent(Object value, String field) {
        if (value == null) throw new ContractViolation(RejectedException.missingField(field));
    }
}
