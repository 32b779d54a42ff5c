package io.colloquy.bench.speech;

/** The program to compare with is not on this machine. The message says how to install it. */
public final class PeerMissingException extends Exception {

    public PeerMissingException(String message) {
        super(message);
    }
}
