package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.settings.SettingsFile;
import io.colloquy.settings.SettingsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flink-conf/colloquy.yaml} is the reference of all settings. */
class ShippedSettingsTest {
    private static final Path SHIPPED = Path.of("..", "flink-conf", "colloquy.yaml");
    private static final String FAMILY = "kafka.properties.";
    /** A line {@code key: value}, or {@code # key: value} where the default is that it's not set. */
    private static final Pattern SETTING = Pattern.compile("\\s*(# +)?[a-z][a-z0-9.-]*: *[^ #].*");

    private List<String> lines;

    @TempDir
    Path folder;

    @BeforeEach
    void read() throws IOException {
        lines = Files.readAllLines(SHIPPED);
    }

    @Test
    void namesEveryKeyAndNoOther() throws IOException {
        Set<String> named = new TreeSet<>();
        uncommented().keySet().forEach(key -> named.add(key.startsWith(FAMILY) ? FAMILY + "*" : key));
        named.add("audio-uri.prefixes"); // the reader drops an empty list
        assertThat(named).isEqualTo(JobSettings.keys());
    }

    @Test
    void commandsThatReadOnlySomeKnowTheNamesOfAll() {
        assertThat(SettingsKeys.ALL).isEqualTo(JobSettings.keys());
    }

    @Test
    void holdsTheDefaults() {
        assertThat(JobSettings.load(SHIPPED, Map.of())).isEqualTo(JobSettings.of(Map.of(), name -> null));
    }

    @Test
    void explainsEverySetting() {
        assertThat(lines)
                .filteredOn(line -> SETTING.matcher(line).matches())
                .hasSizeGreaterThanOrEqualTo(JobSettings.keys().size())
                .allMatch(line -> uncommented(line).matches(".*\\S +# \\S.*"));
    }

    /** The file with the settings that it only mentions. */
    private Map<String, String> uncommented() throws IOException {
        Path file = folder.resolve("all.yaml");
        Files.write(
                file,
                lines.stream()
                        .map(line -> SETTING.matcher(line).matches() ? uncommented(line) : line)
                        .map(line -> line.replace("properties: {}", "properties:"))
                        .toList());
        return SettingsFile.read(file);
    }

    private static String uncommented(String line) {
        return line.replaceFirst("^(\\s*)# ", "$1");
    }
}
