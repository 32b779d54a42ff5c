package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * S3Proxy as a child process, on the loopback interface. It ends with this process, save where this one is killed by
 * force.
 */
public final class S3Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 50;

    private final Process process;
    private final Thread hook;

    private S3Server(Process process) {
        this.process = process;
        this.hook = new Thread(process::destroyForcibly, "stop-" + process.pid());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts on what the storage holds; returns once it answers. Its log is {@code s3proxy.log} in the folder of the
     * storage.
     *
     * @throws EnvironmentException where it does not start: the port is taken, or what the log says
     */
    public static S3Server start(S3Storage storage) throws IOException, InterruptedException {
        if (!Port.areFree(storage.port())) {
            throw new EnvironmentException("S3 can't start: port " + storage.port() + " is taken");
        }
        ProcessBuilder command = new ProcessBuilder(storage.command());
        Path log = storage.folder().resolve("s3proxy.log");
        S3Server server = new S3Server(command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
        try {
            server.awaitAnswer(storage, log);
            return server;
        } catch (InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void awaitAnswer(S3Storage storage, Path log) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!storage.isServed()) {
            if (!isAlive() || System.nanoTime() > deadline) {
                throw new EnvironmentException("S3 does not answer at " + storage.endpoint() + "; its log is " + log);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What {@code kill -9} does. Returns once it is gone; a server can then be started again on the same storage. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it in order. Returns once it is gone. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
