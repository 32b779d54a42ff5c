package io.colloquy.system.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.cli.Colloquy;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command as a process of its own, which can be killed. */
final class CommandProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int POLL_MILLIS = 20;

    private final Process process;
    private final Path told;

    private CommandProcess(Process process, Path told) {
        this.process = process;
        this.told = told;
    }

    static CommandProcess start(List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dcolloquy.home=" + Repository.ROOT);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Colloquy.class.getName()));
        command.addAll(args);
        Path told = Files.createTempFile("command", ".log");
        return new CommandProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start(),
                told);
    }

    /** Returns once it has said that. It must not end before. */
    void awaitTold(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!told().contains(text)) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as("waiting for '%s' in: %s", text, told())
                    .isTrue();
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** What {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ctrl-C, or as good. Returns the exit code. */
    int interrupt() throws InterruptedException {
        process.destroy();
        return end();
    }

    /** Waits for its end. Returns the exit code. */
    int end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    String told() throws IOException {
        return Files.readString(told);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
