package io.colloquy.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held from the choice of free ports until the servers listen on them, seconds later: two systems of one user that
 * start together would choose the same ones. It goes with the process, also when that is killed.
 */
public final class StartLock implements Closeable {
    private static final int POLL_MILLIS = 100;

    private final FileChannel channel;

    private StartLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until no other system of this user is starting. @param data the directory of the one that is to start */
    public static StartLock acquireFor(Path data) throws IOException, InterruptedException {
        return acquire(ProgramFolder.of(data));
    }

    /**
     * Waits until no other system is starting.
     *
     * @param folder this user's own, so that nobody else can hold the lock
     */
    static StartLock acquire(Path folder) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(folder.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        while (!isLocked(channel)) {
            Thread.sleep(POLL_MILLIS);
        }
        return new StartLock(channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another system starts in this very process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
