package io.colloquy.cli;

/** This machine can't do what was asked: a port, a disk or a server is in the way. The message says what would help. */
public final class EnvironmentException extends RuntimeException {

    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
