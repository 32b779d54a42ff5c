package io.colloquy.cluster;

import io.colloquy.cli.EnvironmentException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held while a command starts or stops processes: two at once would not know of each other's. */
final class ClusterLock implements Closeable {
    private final FileChannel channel;

    private ClusterLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws EnvironmentException where another command holds it */
    static ClusterLock acquire(ClusterFolder folder) throws IOException {
        return tryAcquire(folder)
                .orElseThrow(() -> new EnvironmentException("another command starts or stops the cluster on "
                        + folder.root() + " just now; try again when it is done"));
    }

    /** Empty where another command holds it. */
    static Optional<ClusterLock> tryAcquire(ClusterFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.root().resolve("cluster.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) return Optional.of(new ClusterLock(channel));
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // within this very process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
