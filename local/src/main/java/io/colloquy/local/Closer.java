package io.colloquy.local;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, last first, all of it whatever fails. Safe for use by several threads. */
final class Closer implements Closeable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** After a failure: what fails while closing is added to it. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** An interrupt waits until all is closed: half a shutdown helps nobody. */
    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        boolean interrupted = false;
        while (!open.isEmpty()) {
            interrupted |= Thread.interrupted();
            try {
                open.pop().close();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (Exception e) {
                failure = failure == null ? new IOException("not everything stopped in order") : failure;
                failure.addSuppressed(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
