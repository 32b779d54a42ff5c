package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.slf4j.LoggerFactory;

/** Where one running system keeps everything. It is locked while open, so that two processes never share it. */
public final class DataDirectory implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 256L << 20;

    private static final String ANNOUNCEMENT = "colloquy.json";

    private final Path root;
    private final FileChannel lock;
    private final boolean temporary;
    private boolean keepsLogs;

    private DataDirectory(Path root, FileChannel lock, boolean temporary) {
        this.root = root;
        this.lock = lock;
        this.temporary = temporary;
    }

    /**
     * Opens a directory, new or from an earlier run.
     *
     * @throws EnvironmentException where it is in use, not writable, or on a full disk
     */
    public static DataDirectory open(Path directory) {
        return open(directory.toAbsolutePath().normalize(), false);
    }

    /** Opens a new directory that goes away when it is closed. */
    public static DataDirectory temporary() {
        try {
            return open(Files.createTempDirectory("colloquy-"), true);
        } catch (IOException e) {
            throw new EnvironmentException("can't make a temporary directory: " + e + "; say where with --data DIR", e);
        }
    }

    private static DataDirectory open(Path root, boolean temporary) {
        if (root.toString().matches(".*[,:].*")) {
            throw new EnvironmentException(root + " holds a comma or a colon, which Kafka and Flink take for the end of"
                    + " a path; choose another directory with --data DIR");
        }
        try {
            Files.createDirectories(root.resolve("logs"));
            FileChannel lock = lock(root);
            try {
                requireRoom(root);
                Files.deleteIfExists(root.resolve(ANNOUNCEMENT)); // of a run that was killed
                return new DataDirectory(root, lock, temporary);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "can't write to " + root + ": " + e + "; choose another directory with --data DIR", e);
        }
    }

    private static void requireRoom(Path root) throws IOException {
        if (Files.getFileStore(root).getUsableSpace() < LEAST_FREE_BYTES) {
            throw new EnvironmentException("less than " + (LEAST_FREE_BYTES >> 20) + " MB are free at " + root
                    + "; make room, or choose another disk with --data DIR");
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: as taken as by another
        }
        channel.close();
        throw new EnvironmentException(
                root + " is in use by another colloquy; stop it, or choose another directory" + " with --data DIR");
    }

    public Path root() {
        return root;
    }

    public Path log() {
        return root.resolve("logs/colloquy.log");
    }

    /** A folder whose contents are kept from run to run. */
    Path kept(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** A folder that begins empty in each run. */
    Path fresh(String name) throws IOException {
        delete(root.resolve(name));
        return kept(name);
    }

    /**
     * The folder of a server: the one that was {@link #formatted}, or a new one. Formatting takes many writes, and what
     * formats may outlive a process that was killed; so what such a run began is not used again, as nothing can have
     * been stored in it.
     */
    Path forServer(String name) throws IOException {
        if (isFormatted(name)) {
            return kept(Files.readString(mark(name)));
        }
        for (Path begun : foldersOf(name)) {
            deleteIfQuiet(begun);
        }
        return Files.createTempDirectory(root, name + "-");
    }

    boolean isFormatted(String name) {
        return Files.exists(mark(name));
    }

    /** The server of that folder is up; from now on what the folder holds is kept. */
    void formatted(String name, Path folder) throws IOException {
        if (!isFormatted(name)) {
            Path written = Files.writeString(
                    root.resolve(name + ".formatting"), folder.getFileName().toString());
            Files.move(written, mark(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** All folders of that server, also those of runs that were killed while they formatted one. */
    List<Path> foldersOf(String name) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> child.getFileName().toString().startsWith(name + "-"))
                    .toList();
        }
    }

    private Path mark(String name) {
        return root.resolve(name + ".formatted");
    }

    /** Where a process still writes to it, some of it stays, until the server is formatted or another start. */
    private static void deleteIfQuiet(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            LoggerFactory.getLogger(DataDirectory.class).info("{} is still being written to", folder, e);
        }
    }

    static void delete(Path path) throws IOException {
        FileUtils.deleteFileOrDirectory(path.toFile());
    }

    /**
     * Says to other processes where the servers are that run on it, until it is closed. Only this user may read that:
     * it holds a password.
     *
     * @param endpoints a JSON object
     */
    public void announce(String endpoints) throws IOException {
        announceAt(root, endpoints);
    }

    /** The same of servers that another process runs on that directory. */
    public static void announceAt(Path root, String endpoints) throws IOException {
        Path file = root.resolve(ANNOUNCEMENT);
        Files.deleteIfExists(file);
        Path written = Files.createTempFile(root, "colloquy-", ".json"); // of this user alone
        Files.writeString(written, endpoints + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether servers of that directory have said where they are, and have not ended in order since. */
    public static boolean isAnnounced(Path root) {
        return Files.exists(root.resolve(ANNOUNCEMENT));
    }

    /** Of a temporary directory, too, leave the logs when it is closed: something went wrong. */
    public void keepLogs() {
        keepsLogs = true;
    }

    /** Once is enough; closing again does nothing. */
    @Override
    public void close() {
        if (!lock.isOpen()) {
            return;
        }
        try {
            Files.deleteIfExists(root.resolve(ANNOUNCEMENT));
            if (temporary) {
                deleteContents();
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove " + root, e);
        }
    }

    private void deleteContents() throws IOException {
        if (!keepsLogs) {
            delete(root);
            return;
        }
        try (Stream<Path> contents = Files.list(root)) {
            for (Path path : contents.filter(child -> !child.endsWith("logs")).toList()) {
                delete(path);
            }
        }
    }
}
