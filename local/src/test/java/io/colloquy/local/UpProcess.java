package io.colloquy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code up} with the counting job, as a process of its own. */
final class UpProcess implements AutoCloseable {
    private static final long SIGINT = 1L << 1;

    private final Process process;
    private final Path errors;
    private final BufferedReader output;

    private UpProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader();
    }

    static UpProcess start(Path folder, String... flags) throws IOException {
        Path model = folder.resolve("model");
        Files.writeString(model, "any file: the counting job hears nothing");
        Path errors = Files.createTempFile(folder, "stderr", "");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx700m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(CountingMain.class.getName(), "up"));
        for (String key : List.of("vad", "recognizer", "voiceprint")) {
            command.addAll(List.of("--set", "models." + key + "=" + model));
        }
        command.addAll(List.of(flags));
        return new UpProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** The line that says that chunks can be sent. */
    JsonNode awaitReady() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("it ended: " + errors());
        }
        return new ObjectMapper().readTree(line);
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** As a power cut would, but for this process alone: its Postgres goes on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Presses Ctrl-C; where this run of the tests is deaf to that, and so its children, it asks them to end instead.
     */
    int interrupt() throws IOException, InterruptedException {
        String signal = ignoresCtrlC() ? "TERM" : "INT";
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor();
        return exitCode();
    }

    /** A shell without job control starts what runs in the background so. */
    private boolean ignoresCtrlC() throws IOException {
        String mask = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(mask.replaceAll("\\S+:\\s*", ""), 16) & SIGINT) != 0;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
