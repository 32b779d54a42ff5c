package io.colloquy.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.system.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the names of source files tell. */
class SourcesTest {
    private static final String PACKAGE_INFO = "package-info.java";

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        TreeSet<Path> silent = new TreeSet<>();
        List<Path> sources = Repository.mainSources();
        for (Path source : sources) silent.add(source.getParent());
        assertThat(silent).hasSizeGreaterThan(30);
        for (Path source : sources) {
            if (source.endsWith(PACKAGE_INFO)) silent.remove(source.getParent());
        }
        assertThat(silent).isEmpty();
    }

    /** A reader who looks for a name finds one thing. */
    @Test
    void noTwoTypesHaveOneName() throws IOException {
        Map<String, Path> byName = new TreeMap<>();
        for (Path source : Repository.mainSources()) {
            if (source.endsWith(PACKAGE_INFO)) continue;
            Path other = byName.put(source.getFileName().toString(), source);
            assertThat(other).as("has the name of %s", source).isNull();
        }
        assertThat(byName).hasSizeGreaterThan(300);
    }
}
