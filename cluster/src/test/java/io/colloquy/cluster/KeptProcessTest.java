package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Process process;

    private KeptProcess start(String... command) throws IOException {
        process = new ProcessBuilder(command).start();
        return KeptProcess.of(process.toHandle());
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void isAliveUntilItIsEnded() throws Exception {
        KeptProcess kept = start("sleep", "60");
        assertThat(kept.isAlive()).isTrue();

        kept.end(PATIENCE);

        assertThat(kept.isAlive()).isFalse();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void isEndedByForceWhereItTakesTooLong() throws Exception {
        KeptProcess kept = start("sh", "-c", "trap '' TERM; echo ready; while true; do sleep 0.1; done");
        assertThat(process.inputReader().readLine()).isEqualTo("ready");

        kept.end(Duration.ofMillis(200));

        assertThat(kept.isAlive()).isFalse();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void anotherWithItsNumberIsLeftAlone() throws Exception {
        KeptProcess other = start("sleep", "60");
        KeptProcess kept = new KeptProcess(other.pid(), other.startedMillis() - 60_000);

        assertThat(kept.isAlive()).isFalse();
        kept.end(PATIENCE);
        kept.kill();

        assertThat(other.isAlive()).isTrue();
    }

    /** A process goes on to be listed until its parent asks what became of it. */
    @Test
    void isGoneAlsoWhereItsParentDoesNotCare() throws Exception {
        start("sh", "-c", "sleep 0.5 & echo $!; exec sleep 60");
        long child = Long.parseLong(process.inputReader().readLine());
        assumeThat(Path.of("/proc")).exists();
        KeptProcess kept = KeptProcess.of(ProcessHandle.of(child).orElseThrow());

        kept.kill();

        assertThat(kept.isAlive()).isFalse();
        assertThat(Files.exists(Path.of("/proc", Long.toString(child)))).isTrue();
        assertThat(process.isAlive()).isTrue();
    }
}
