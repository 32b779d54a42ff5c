package io.colloquy.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.system.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the names of source files tell. */
class SourcesTest {
    private static final Pattern TYPE = Pattern.compile(
            "^ *(?:(?:public|private|protected|static|final|sealed|non-sealed|abstract) )*"
                    + "(?:class|record|interface|enum) (\\w+)",
            Pattern.MULTILINE);
    /** Names that say what a thing is within its owner, and are read with it. */
    private static final Set<String> COMMON_NAMES = Set.of("Kind", "Run", "Step", "Utterance", "Voice");

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

    /** Nested types are found by their owner. Still, a name that many of them carry tells a reader nothing. */
    @Test
    void noNameIsCarriedByMoreThanTwoTypes() throws IOException {
        Map<String, Set<Path>> byName = new TreeMap<>();
        for (Path source : Repository.mainSources()) {
            Matcher type = TYPE.matcher(Files.readString(source));
            while (type.find())
                byName.computeIfAbsent(type.group(1), name -> new TreeSet<>()).add(source);
        }
        assertThat(byName).hasSizeGreaterThan(400);
        byName.keySet().removeAll(COMMON_NAMES);
        byName.values().removeIf(sources -> sources.size() <= 2);
        assertThat(byName).isEmpty();
    }
}
