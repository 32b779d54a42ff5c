package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void isRefusedWhileInUseAndFreeAfterwards() {
        try (DataDirectory first = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("in use by another colloquy");
            assertThat(first.root()).isEqualTo(folder);
        }
        DataDirectory.open(folder).close();
    }

    @Test
    void isRefusedWhereNothingCanBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("can't write to")
                .hasMessageContaining("--data");
    }

    @Test
    void isFreeAfterItCouldNotBeOpened() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("colloquy.json/below"));
        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("can't write to");

        DataDirectory.delete(inTheWay.getParent());

        DataDirectory.open(folder).close();
    }

    @Test
    void serverFolderBeginsAnewUntilItWasFormatted() throws IOException {
        try (DataDirectory data = DataDirectory.open(folder)) {
            Path half = data.forServer("kafka");
            Files.createFile(half.resolve("segment"));
            Path whole = data.forServer("kafka");
            assertThat(whole).isEmptyDirectory();
            assertThat(half).doesNotExist();
            Files.createFile(whole.resolve("segment"));
            data.formatted("kafka", whole);
            assertThat(data.forServer("kafka")).isEqualTo(whole).isNotEmptyDirectory();
        }
    }

    @Test
    void announcesItsServersToThisUserAloneAndOnlyWhileItIsOpen() throws IOException {
        Path announced = folder.resolve("colloquy.json");
        Files.writeString(announced, "of a run that was killed");
        try (DataDirectory data = DataDirectory.open(folder)) {
            assertThat(announced).doesNotExist();
            data.announce("{}");
            data.announce("{\"kafka\":\"127.0.0.1:9092\"}");
            assertThat(announced).hasContent("{\"kafka\":\"127.0.0.1:9092\"}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(announced)))
                    .isEqualTo("rw-------");
        }
        assertThat(announced).doesNotExist();
    }

    @Test
    void temporaryOneGoesAwayButForItsLogsAfterAFailure() throws IOException {
        DataDirectory good = DataDirectory.temporary();
        Files.createFile(good.kept("kafka").resolve("segment"));
        good.close();
        assertThat(good.root()).doesNotExist();

        DataDirectory bad = DataDirectory.temporary();
        Files.createFile(bad.kept("kafka").resolve("segment"));
        Files.createFile(bad.log());
        bad.keepLogs();
        bad.close();
        bad.close();
        assertThat(bad.log()).exists();
        assertThat(bad.root().resolve("kafka")).doesNotExist();
        DataDirectory.delete(bad.root());
    }
}
