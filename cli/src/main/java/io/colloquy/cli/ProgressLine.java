package io.colloquy.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Says how far a run has come: a line that changes on a terminal; elsewhere a new line, though not too often. */
public final class ProgressLine {
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private String shown = "";
    private long shownAt;

    public ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A step has begun or ended; the line stays. */
    public void say(String line) {
        out.println(terminal && !shown.isEmpty() ? "\r\033[K" + line : line);
        out.flush();
        shown = "";
        shownAt = System.nanoTime();
    }

    /** The state of the present step, to be replaced by the next. */
    public void update(String line) {
        boolean due = terminal || System.nanoTime() - shownAt > QUIET_NANOS;
        if (line.equals(shown) || !due) return;
        if (terminal) out.print("\r\033[K" + line);
        else out.println(line);
        out.flush();
        shown = line;
        shownAt = System.nanoTime();
    }
}
