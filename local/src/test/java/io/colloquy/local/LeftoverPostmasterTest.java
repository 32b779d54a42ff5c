package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverPostmasterTest {

    @TempDir
    Path folder;

    @Test
    void otherProcessWithItsNumberIsLeftAlone() throws IOException {
        assertThat(LeftoverPostmaster.of(folder)).isEmpty();
        Files.writeString(
                folder.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + folder + "\n");
        assertThat(LeftoverPostmaster.of(folder)).isEmpty();
        Files.writeString(folder.resolve("postmaster.pid"), "");
        assertThat(LeftoverPostmaster.of(folder)).isEmpty();
    }

    @Test
    void isFoundOnItsDataAloneAndStopped() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder);
                DataDirectory other = DataDirectory.open(folder.resolve("other"));
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(data, Port.any().claim())) {
            Path own = data.forServer("postgres");
            Path foreign = other.kept("postgres-copy");
            Files.copy(own.resolve("postmaster.pid"), foreign.resolve("postmaster.pid"));
            assertThat(LeftoverPostmaster.of(foreign)).isEmpty();
            EmbeddedPostgres.stopLeftover(other);
            assertThat(LeftoverPostmaster.of(own)).isPresent();
            EmbeddedPostgres.stopLeftover(data);
            assertThat(LeftoverPostmaster.of(own)).isEmpty();
            assertThat(postgres.settings().url()).startsWith("jdbc:postgresql://127.0.0.1:");
        }
    }
}
