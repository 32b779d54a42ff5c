package io.colloquy.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.system.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)]*)?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SOURCE = Pattern.compile("`[^`\\s]*?([A-Za-z-]+\\.java)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+Test)`");
    private static final int README_LINES = 160;

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link : all(LINK, Files.readString(document))) {
                if (link.group(1).startsWith("http")) continue;
                links++;
                if (!leads(document, link.group(1), link.group(2))) broken.add(document + ": " + link.group());
            }
        }
        assertThat(links).isGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    private static boolean leads(Path document, String file, String heading) throws IOException {
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (!Files.exists(target)) return false;
        return heading == null || anchors(target).contains(heading);
    }

    private static Set<String> anchors(Path document) throws IOException {
        return all(HEADING, Files.readString(document)).stream()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
                .map(name -> "#" + name.replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everySourceAndTestThatIsNamedExists() throws IOException {
        Set<String> sources = javaFiles();
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            String text = Files.readString(document);
            for (MatchResult named : all(SOURCE, text)) {
                if (!sources.contains(named.group(1))) missing.add(document + ": " + named.group());
            }
            for (MatchResult named : all(TEST, text)) {
                if (!sources.contains(named.group(1) + ".java")) missing.add(document + ": " + named.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(Repository.ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    /** Those at the root and in {@code docs}. */
    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(Repository.ROOT, Repository.ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
            }
        }
        assertThat(found).hasSizeGreaterThan(10);
        return found;
    }

    private static Set<String> javaFiles() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(Repository.ROOT.resolve("examples")));
        for (String module : Repository.modules())
            folders.add(Repository.ROOT.resolve(module).resolve("src"));
        Set<String> names = new TreeSet<>();
        for (Path folder : folders) {
            if (Files.exists(folder)) names.addAll(javaFiles(folder));
        }
        return names;
    }

    private static List<String> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
    }
}
