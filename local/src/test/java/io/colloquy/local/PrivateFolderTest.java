package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    private static final long SOMEBODY_ELSE = 54_321;

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void withoutLinks() throws IOException {
        folder = temporary.toRealPath();
    }

    @Test
    void freshOneIsClosedToOthers() throws IOException {
        Path own = PrivateFolder.at(folder.resolve("cache/colloquy"));

        assertThat(own).isEqualTo(folder.resolve("cache/colloquy"));
        assertThat(mode(own)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("cache"))).isEqualTo("rwx------");
    }

    @Test
    void keepsWhatIsInIt() throws IOException {
        Files.createFile(PrivateFolder.at(folder.resolve("own")).resolve("program"));

        assertThat(PrivateFolder.at(folder.resolve("own")).resolve("program")).exists();
    }

    @Test
    void isRefusedWhereOthersCouldWriteToIt() throws IOException {
        Path open = withMode("rwxrwxrwx", folder.resolve("open"));

        assertThatThrownBy(() -> PrivateFolder.at(open))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(open + " is open to other users (mode 0777)")
                .hasMessageContaining("remove it")
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    @Test
    void isRefusedWhereItBelongsToAnother() {
        Path own = PrivateFolder.at(folder.resolve("own"));

        assertThatThrownBy(() -> PrivateFolder.at(own, SOMEBODY_ELSE))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(" belongs to ");
    }

    @Test
    void foreignOwnerIsRefused() throws IOException {
        assumeThat(PrivateFolder.userId()).as("only root can give folders away").isZero();
        Path given = PrivateFolder.at(folder.resolve("given"));
        Files.setAttribute(given, "unix:uid", (int) SOMEBODY_ELSE);

        assertThatThrownBy(() -> PrivateFolder.at(given))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(given + " belongs to " + SOMEBODY_ELSE)
                .hasMessageContaining("remove it");
        assertThatThrownBy(() -> PrivateFolder.at(given.resolve("below")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(given + " belongs to " + SOMEBODY_ELSE)
                .hasMessageContaining("could be replaced");
    }

    @Test
    void isRefusedBelowAFolderThatOthersCanWriteTo() throws IOException {
        Path open = withMode("rwxrwxrwx", folder.resolve("open"));
        Path below = open.resolve("a/b");

        assertThatThrownBy(() -> PrivateFolder.at(below))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(open + " is writable for other users (mode 0777)");
    }

    @Test
    void groupMayWriteAboveItOnlyWhereItIsItsOwnersAlone() throws IOException {
        assumeThat(PrivateFolder.userId()).as("only root can give folders away").isZero();
        Path open = withMode("rwxrwx---", folder.resolve("open"));
        Files.setAttribute(open, "unix:gid", 0);
        assertThat(PrivateFolder.at(open.resolve("own"))).exists();

        Files.setAttribute(open, "unix:gid", (int) SOMEBODY_ELSE);
        assertThatThrownBy(() -> PrivateFolder.at(open.resolve("own")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(open + " is writable for other users (mode 0770)");
    }

    @Test
    void stickyFolderKeepsOthersFromItsEntries() throws IOException {
        Path open = withMode("rwxrwxrwx", folder.resolve("open"));
        Files.setAttribute(open, "unix:mode", 01777);

        assertThat(PrivateFolder.at(open.resolve("own"))).exists();
    }

    @Test
    void linkIsJudgedByWhereItLeads() throws IOException {
        Path open = withMode("rwxrwxrwx", folder.resolve("open"));
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path toOpen = Files.createSymbolicLink(closed.resolve("to-open"), open);
        Path toClosed = Files.createSymbolicLink(open.resolve("to-closed"), closed);

        assertThatThrownBy(() -> PrivateFolder.at(toOpen.resolve("own"))).isInstanceOf(EnvironmentException.class);
        assertThat(PrivateFolder.at(toClosed.resolve("own"))).isEqualTo(closed.resolve("own"));
    }

    @Test
    void isRefusedWhereItCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> PrivateFolder.at(file.resolve("below")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    /** Whatever the umask of the person who runs the tests. */
    private static Path withMode(String mode, Path folder) throws IOException {
        return Files.setPosixFilePermissions(Files.createDirectory(folder), PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
