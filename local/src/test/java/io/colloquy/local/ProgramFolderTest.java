package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFolderTest {
    private static final String NO_HOME = "/nonexistent";
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir
    Path temporary;

    private Path home;
    private Path data;

    @BeforeEach
    void make() throws IOException {
        home = Files.createDirectory(temporary.toRealPath().resolve("home"));
        data = Files.createDirectory(temporary.toRealPath().resolve("data"));
    }

    @Test
    void liesInTheCacheOfTheUser() {
        assertThat(new ProgramFolder(NO_VARIABLES, home.toString()).in(data))
                .isEqualTo(home.resolve(".cache/colloquy"));
        assertThat(new ProgramFolder(Map.of("HOME", home.toString()), NO_HOME).in(data))
                .isEqualTo(home.resolve(".cache/colloquy"));
    }

    @Test
    void liesWhereTheUserWantsCaches() {
        Path cache = home.resolve("elsewhere");

        assertThat(new ProgramFolder(Map.of("XDG_CACHE_HOME", cache.toString()), home.toString()).in(data))
                .isEqualTo(cache.resolve("colloquy"));
        assertThat(new ProgramFolder(Map.of("XDG_CACHE_HOME", "relative"), home.toString()).in(data))
                .isEqualTo(home.resolve(".cache/colloquy"));
    }

    @Test
    void liesWithTheDataOfAUserWithoutAHome() {
        assertThat(new ProgramFolder(NO_VARIABLES, NO_HOME).in(data)).isEqualTo(data.resolve("programs"));
        assertThat(new ProgramFolder(NO_VARIABLES, "?").in(data)).isEqualTo(data.resolve("programs"));
    }

    /** As root with the HOME of who called sudo. */
    @Test
    void liesInNoHomeOfAnother() throws IOException {
        assumeThat(PrivateFolder.userId()).as("only root can give folders away").isZero();
        Path others = Files.createDirectory(data.resolve("home-of-another"));
        Files.setAttribute(others, "unix:uid", 54_321);

        assertThat(new ProgramFolder(Map.of("HOME", others.toString()), home.toString()).in(data))
                .isEqualTo(home.resolve(".cache/colloquy"));
    }
}
