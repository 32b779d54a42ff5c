package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DetachedProcessTest {
    private static final int SESSION_FIELD = 3; // of those behind the name of the program

    @TempDir
    Path folder;

    @Test
    void writesBehindWhatIsInItsLog() throws Exception {
        Path log = folder.resolve("logs/one.log");
        for (String word : List.of("first", "second")) {
            KeptProcess process =
                    DetachedProcess.start(List.of("sh", "-c", "echo $WORD; exec sleep 60"), Map.of("WORD", word), log);
            while (!Files.readString(log).contains(word)) Thread.sleep(10);
            process.end(Duration.ofSeconds(20));
        }
        assertThat(log).hasContent("first\nsecond\n");
    }

    @Test
    void hasASessionOfItsOwn() throws Exception {
        assumeThat(Path.of("/proc/self/stat")).exists();
        Path log = folder.resolve("log");
        KeptProcess process = DetachedProcess.start(List.of("sh", "-c", "echo up; exec sleep 60"), Map.of(), log);
        try {
            while (!Files.readString(log).contains("up")) Thread.sleep(10);
            String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
            assertThat(fields[SESSION_FIELD]).isEqualTo(Long.toString(process.pid()));
        } finally {
            process.kill();
        }
    }
}
