package io.colloquy.schemas;

/** A server can't be used. The message says which one, why, and what to check; it never holds a secret. */
public final class UnreachableException extends RuntimeException {
    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
