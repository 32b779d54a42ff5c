package io.colloquy.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (and TERM) into an interrupt of the thread that runs the command, and waits until that has put everything
 * away in order, before the process ends with 130.
 */
final class Interruption {
    private static final int PATIENCE_SECONDS = 60;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Of the thread that calls it. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
        return interruption;
    }

    /** The command has ended and closed all it had; ends the process. */
    void exit(int code) {
        ended.countDown();
        System.exit(code);
    }

    private void stop() {
        if (ended.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("not everything stopped in order; it will be recovered at the next start");
            }
        } catch (InterruptedException e) {
            // the process is on its way out whatever happens
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
