package io.colloquy.cli;

/** How a command ended, for scripts. */
public final class ExitCode {
    public static final int GOOD = 0;
    public static final int WRONG = 1;
    public static final int USAGE = 2;
    public static final int ENVIRONMENT = 3;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
