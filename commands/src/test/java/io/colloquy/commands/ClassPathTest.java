package io.colloquy.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the launcher runs these commands with, as the build has just written it. */
class ClassPathTest {
    private static final List<String> NOT_FOR_PRODUCTION = List.of(
            "flink",
            "kafka_2",
            "kafka-server",
            "embedded",
            "zonky",
            "rocksdb",
            "junit",
            "assertj",
            "/bench/",
            "/local/",
            "/demo/",
            "/jobs/",
            "/tests/");

    @Test
    void holdsNoServerNoFlinkNoBenchmarkAndNoTestLibrary() throws IOException {
        List<String> entries = List.of(
                Files.readString(Path.of("target/classpath.txt")).strip().split(":"));

        assertThat(entries)
                .anyMatch(entry -> entry.contains("kafka-clients"))
                .anyMatch(entry -> entry.contains("picocli"))
                .noneMatch(entry -> NOT_FOR_PRODUCTION.stream().anyMatch(below(entry)::contains));
    }

    /** Within the project, or the file's name: the folders above them may be called anything. */
    private static String below(String entry) {
        Path root = Path.of("").toAbsolutePath().getParent();
        Path path = Path.of(entry);
        return "/" + (path.startsWith(root) ? root.relativize(path) : path.getFileName());
    }
}
