package io.colloquy.system.kills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.Colloquy;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code up --data DIR} as a process of its own, with the options of the JVM that the launcher gives it. */
public final class ColloquyProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path errors;
    private final CompletableFuture<String> firstLine;
    private List<ProcessHandle> orphans = List.of();

    private ColloquyProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.firstLine = CompletableFuture.supplyAsync(this::readLine);
    }

    /**
     * Starts it on ports that are free.
     *
     * @param main the class with the main method
     * @param flags beyond those that say where the data lie
     */
    public static ColloquyProcess start(Class<?> main, Path data, List<String> flags) throws IOException {
        return start(main, data, flags, Map.of());
    }

    /** @param environment variables beyond those of this process */
    public static ColloquyProcess start(Class<?> main, Path data, List<String> flags, Map<String, String> environment)
            throws IOException {
        Path folder = Files.createDirectories(data.resolveSibling("process"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + jvmOptions(folder));
        command.add("-Dcolloquy.home=" + Repository.ROOT);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of("up", "--data", data.toString()));
        command.addAll(List.of("--kafka-port", "0", "--postgres-port", "0", "--flink-port", "0"));
        command.addAll(flags);
        Path errors = Files.createTempFile(folder, "stderr", "");
        ProcessBuilder process = new ProcessBuilder(command).redirectError(errors.toFile());
        process.environment().putAll(environment);
        return new ColloquyProcess(process.start(), errors);
    }

    private static Path jvmOptions(Path folder) throws IOException {
        Path file = folder.resolve("jvm.options");
        if (Files.exists(file)) return file;
        try (InputStream options = Colloquy.class.getResourceAsStream("/jvm.options")) {
            Files.copy(options, file);
        }
        return file;
    }

    private String readLine() {
        try {
            return process.inputReader().readLine();
        } catch (IOException e) {
            return null; // it was killed
        }
    }

    /** The line that says that chunks can be sent, and where. */
    public JsonNode awaitReady() throws IOException, InterruptedException {
        try {
            String line = firstLine.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) throw new AssertionError("it ended before it was ready: " + errors());
            return new ObjectMapper().readTree(line);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("it is not ready after " + PATIENCE + ": " + errors(), e);
        }
    }

    /** Lets time pass, in which it must not end by itself. */
    public void runFor(Duration duration) throws IOException, InterruptedException {
        if (process.waitFor(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it ended by itself with " + process.exitValue() + ": " + errors());
        }
    }

    /** SIGKILL, for this process alone: its Postgres goes on. */
    void kill() throws InterruptedException {
        orphans = process.descendants().toList();
        process.destroyForcibly().waitFor();
    }

    /** Ctrl-C, or as good. */
    void interrupt() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + errors());
        }
    }

    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Leaves nothing behind, whatever the test came to. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        orphans.forEach(ProcessHandle::destroy);
    }
}
