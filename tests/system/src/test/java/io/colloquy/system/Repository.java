package io.colloquy.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources that are tested, as they lie on this machine. */
public final class Repository {
    /** The tests of a module run in the module's folder. */
    public static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final Path MAIN = Path.of("src", "main", "java");

    private Repository() {}

    /** What the root pom names, each a folder relative to the root. */
    public static List<String> modules() throws IOException {
        Matcher module = Pattern.compile("<module>([^<]+)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        return module.results().map(found -> found.group(1)).toList();
    }

    /** All that is compiled to be run, not to test. */
    public static List<Path> mainSources() throws IOException {
        try (Stream<String> modules = modules().stream()) {
            return modules.map(module -> ROOT.resolve(module).resolve(MAIN))
                    .filter(Files::isDirectory)
                    .flatMap(Repository::sources)
                    .toList();
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
