package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Postgres server that outlived the process that started it.
 *
 * <p>Its pid file alone proves nothing, as the number may belong to another process by now. It is that server where it
 * runs a program called {@code postgres} in the data directory, which is where Postgres changes to.
 */
final class LeftoverPostmaster {
    private static final int PATIENCE_SECONDS = 20;

    private final Path folder;
    private final ProcessHandle process;

    private LeftoverPostmaster(Path folder, ProcessHandle process) {
        this.folder = folder;
        this.process = process;
    }

    /** @param folder the data directory, existing or not */
    static Optional<LeftoverPostmaster> of(Path folder) {
        return pid(folder.resolve("postmaster.pid"))
                .flatMap(ProcessHandle::of)
                .filter(process -> serves(process, folder))
                .map(process -> new LeftoverPostmaster(folder, process));
    }

    /**
     * Stops it in order, its clients' transactions rolled back; by force where that takes too long, after which the
     * next start recovers from the log.
     */
    void stop() {
        signal("INT");
        if (!ended()) {
            signal("QUIT");
        }
        if (!ended()) {
            throw new EnvironmentException("a Postgres of an earlier run does not stop (process " + process.pid()
                    + ", on " + folder + "); stop it and try again");
        }
    }

    private boolean ended() {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Java itself can send only TERM, on which Postgres waits for its clients, and KILL, which orphans its children.
     */
    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new EnvironmentException("can't signal process " + process.pid() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Long> pid(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.get(0).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path folder) {
        boolean postgres = process.info()
                .command()
                .map(path -> Path.of(path).getFileName().toString().equals("postgres"))
                .orElse(false);
        return postgres && workingDirectoryIs(process, folder);
    }

    private static boolean workingDirectoryIs(ProcessHandle process, Path folder) {
        try {
            return Files.isSameFile(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")), folder);
        } catch (IOException e) {
            return false;
        }
    }
}
