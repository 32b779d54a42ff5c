package io.colloquy.system.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that does not outlive this one, save where this one is killed by force. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Thread hook;

    private ChildProcess(Process process) {
        this.process = process;
        this.hook = new Thread(process::destroyForcibly, "stop-" + process.pid());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param log takes standard output and standard error */
    static ChildProcess start(List<String> command, Path log) throws IOException {
        return new ChildProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What {@code kill -9} does: the process has no chance to say goodbye. Returns once it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
