package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @Test
    void runsFromAFolderThatNobodyElseCanWriteTo() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder);
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(data, Port.any().claim())) {
            Path pidFile = data.forServer("postgres").resolve("postmaster.pid");
            String pid = Files.readAllLines(pidFile).get(0).strip();

            assertThat(Path.of("/proc", pid, "exe").toRealPath()).startsWith(ProgramFolder.of(data));
            assertThat(System.getProperty("ot.epg.working-dir"))
                    .startsWith(ProgramFolder.of(data).toString());
            assertThat(postgres.settings().url()).isNotBlank();
        }
    }
}
