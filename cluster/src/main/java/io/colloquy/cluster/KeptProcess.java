package io.colloquy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that was started earlier, perhaps by a program that has ended since. Numbers of processes are given out
 * again, so a process counts as this one only where it also started when this one did.
 *
 * @param startedMillis since 1970
 */
record KeptProcess(long pid, long startedMillis) {
    /** How exactly a system tells when a process started: it is computed from the time of the boot, in seconds. */
    private static final long TOLERANCE_MILLIS = 2_000;

    private static final int POLL_MILLIS = 20;
    private static final Duration BY_FORCE = Duration.ofSeconds(20);

    static KeptProcess of(ProcessHandle process) {
        long started = process.info()
                .startInstant()
                .orElseThrow(() -> new IllegalStateException("process " + process.pid() + " has ended at once"))
                .toEpochMilli();
        return new KeptProcess(process.pid(), started);
    }

    boolean isAlive() {
        return handle().isPresent();
    }

    /** Asks it to end in order; returns at once. */
    void ask() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    /** Ends it in order; by force where that takes longer than {@code patience}. Returns once it is gone. */
    void end(Duration patience) throws InterruptedException {
        ask();
        if (!isGoneWithin(patience)) kill();
    }

    /** What {@code kill -9} does: the process has no chance to say goodbye. Returns once it is gone. */
    void kill() throws InterruptedException {
        handle().ifPresent(ProcessHandle::destroyForcibly);
        if (!isGoneWithin(BY_FORCE)) throw new IllegalStateException("process " + pid + " can't be killed");
    }

    /** {@link ProcessHandle#onExit} waits for ever where the parent of an ended process does not care. */
    private boolean isGoneWithin(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) return false;
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::startedThen)
                .filter(process -> !hasEnded(process));
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Math.abs(start.toEpochMilli() - startedMillis) <= TOLERANCE_MILLIS)
                .orElse(false);
    }

    /** Whether it only waits for its parent to take notice. Java takes such a one for alive. */
    private static boolean hasEnded(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String state = status.substring(status.lastIndexOf(')') + 1).strip();
            return state.startsWith("Z") || state.startsWith("X");
        } catch (IOException e) {
            return false; // gone this very moment, or a system without such files
        }
    }
}
