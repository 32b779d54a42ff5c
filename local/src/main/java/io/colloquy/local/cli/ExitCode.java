package io.colloquy.local.cli;

/** How a command ended, for scripts. */
final class ExitCode {
    static final int GOOD = 0;
    static final int WRONG = 1;
    static final int USAGE = 2;
    static final int ENVIRONMENT = 3;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
