package io.colloquy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InterruptionTest {

    @TempDir
    Path folder;

    @Test
    void commandPutsAllAwayBeforeLibrariesDo() throws Exception {
        Process process = start("put-away");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("waiting");

            terminate(process);

            assertThat(output.lines()).containsExactly("put away", "hook of a library");
            assertThat(exitCode(process)).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(errors()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void secondSignalLeavesThePuttingAwayInPeace() throws Exception {
        Process process = start("put-away-slowly");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("waiting");
            terminate(process);
            assertThat(output.readLine()).isEqualTo("putting away");

            terminate(process);

            assertThat(output.lines()).containsExactly("put away", "hook of a library");
            assertThat(exitCode(process)).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(errors()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatFailsByItIsNoNews() throws Exception {
        Process process = start("fail");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("waiting");

            terminate(process);

            assertThat(exitCode(process)).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(errors()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String command) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), WaitingMain.class.getName(), command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    /** Not by INT: a shell may have told this process and its children to ignore that. Its output stays open. */
    private static void terminate(Process process) {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
