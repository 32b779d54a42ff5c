package io.colloquy.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Turns Ctrl-C, TERM and the end of the terminal into an interrupt of the thread that runs the command, and waits until
 * that has put everything away in order, before the process ends with 130. Only the first of them interrupts: what is
 * being put away is left in peace.
 *
 * <p>The JVM's own answer to these signals is to run the shutdown hooks of all libraries at once. Those take away what
 * the command still works with; that of onnxruntime makes a process crash that is just loading a model.
 */
final class Interruption {
    private static final int PATIENCE_SECONDS = 60;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean asked;

    private Interruption() {}

    /** Of the thread that calls it. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        for (String signal : new String[] {"INT", "TERM", "HUP"}) Signals.handle(signal, interruption::interrupt);
        // Where something ends the process otherwise, servers that are processes of their own must not be left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::finish, "interruption"));
        return interruption;
    }

    /** Whether the person wants an end: whatever fails from now on is no news. */
    boolean isAsked() {
        return asked;
    }

    /** Runs the command and ends the process. @param work gives the exit code */
    void exitAfter(IntSupplier work) {
        int code;
        try {
            code = work.getAsInt();
        } finally {
            ended.countDown();
        }
        System.exit(asked ? ExitCode.INTERRUPTED : code);
    }

    private void interrupt() {
        asked = true;
        if (!finish()) Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    /** Whether the command has ended in time. */
    private boolean finish() {
        if (ended.getCount() == 0) return true;
        if (told.compareAndSet(false, true)) command.interrupt();
        try {
            if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) return true;
            System.err.println("not everything stopped in order; it will be recovered at the next start");
        } catch (InterruptedException e) {
            // the process is on its way out whatever happens
        }
        return false;
    }
}
