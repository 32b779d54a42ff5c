package io.colloquy.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What a replay has done so far, in a file: whoever runs the command again, after whatever interrupted it, goes on there.
 * Each step is written before it is done, under names that make it harmless twice. One command at a time has it.
 */
final class ReplayJournal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    /** Open for as long as no other command may have the journal. It is a file beside, for the journal is replaced. */
    private final FileChannel lock;

    private ReplayJournal(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** @throws EnvironmentException where another command has it, or there is no such folder */
    static ReplayJournal open(Path named) {
        Path file = named.toAbsolutePath();
        FileChannel lock = null;
        try {
            lock = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (isTaken(lock)) throw new EnvironmentException("another replay is at work with the journal " + file);
            return new ReplayJournal(file, lock);
        } catch (IOException | EnvironmentException e) {
            close(lock);
            if (e instanceof EnvironmentException taken) throw taken;
            throw new EnvironmentException("can't keep the journal of the replay, " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // by this process
        }
    }

    private static void close(FileChannel lock) {
        try {
            if (lock != null) lock.close();
        } catch (IOException e) {
            // the end of the process closes it
        }
    }

    /** Lets others have it. */
    @Override
    public void close() {
        close(lock);
    }

    Path file() {
        return file;
    }

    /** Empty where no replay has begun. */
    Optional<ReplaySteps> read() {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(JSON.readValue(file.toFile(), ReplaySteps.class));
        } catch (IOException e) {
            throw new EnvironmentException("can't read the journal of the replay, " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The same, for a replay on this cluster.
     *
     * @throws SettingsException where it is of a replay on another: at other addresses, and none of its jobs is here
     */
    Optional<ReplaySteps> read(FlinkRest flink) throws InterruptedException {
        Optional<ReplaySteps> steps = read();
        String before = steps.map(known -> known.live().flink()).orElse("");
        if (steps.isEmpty() || before.equals(flink.address())) return steps;
        for (String job : steps.get().jobs()) {
            if (flink.job(job).isPresent()) return steps; // another job manager has taken over
        }
        throw new SettingsException(
                "--journal", "says " + file + ", which is of a replay at " + before + ", and not " + flink.address());
    }

    /** Returns once it is on the disk. */
    ReplaySteps write(ReplaySteps steps) {
        try {
            Path written = Files.createTempFile(file.getParent(), "replay-", ".json"); // of this user alone
            JSON.writeValue(written.toFile(), steps);
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(file.getParent())) {
                folder.force(true); // else a crash of the machine may bring the journal of before
            }
            return steps;
        } catch (IOException e) {
            throw new EnvironmentException("can't write the journal of the replay, " + file + ": " + e.getMessage(), e);
        }
    }
}
