package io.colloquy.operators.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each format writes the bytes that it always wrote, and reads those of every version that it ever had: a line of
 * {@code golden/<id>.v<version>} is a sample in hexadecimal. {@code -Dgolden.add} writes the files that are missing;
 * what is there is never changed.
 */
class GoldenBytesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Map<String, List<?>> SAMPLES = FormatSamples.all();

    @TestFactory
    Stream<DynamicTest> writesTheBytesThatItAlwaysWrote() {
        return StateRegistry.formats().stream()
                .map(format -> DynamicTest.dynamicTest(name(format, format.version()), () -> assertThat(hex(format))
                        .as(
                                "the bytes of %s: a released format does not change, it gets another version",
                                name(format, format.version()))
                        .isEqualTo(golden(format, format.version()))));
    }

    @TestFactory
    Stream<DynamicTest> readsEveryVersionThatItEverHad() {
        List<DynamicTest> tests = new ArrayList<>();
        for (StateFormat<?> format : StateRegistry.formats()) {
            for (int version = 1; version <= format.version(); version++) {
                int of = version;
                tests.add(DynamicTest.dynamicTest(name(format, of), () -> assertReads(format, of)));
            }
        }
        return tests.stream();
    }

    /** So that none that was released can go away. */
    @Test
    void everyGoldenFileHasItsFormat() throws IOException {
        List<String> expected = new ArrayList<>();
        for (StateFormat<?> format : StateRegistry.formats()) {
            for (int version = 1; version <= format.version(); version++) expected.add(name(format, version));
        }
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void assertReads(StateFormat<?> format, int version) throws IOException {
        List<Object> read = new ArrayList<>();
        for (String line : golden(format, version)) {
            DataInputStream in =
                    new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(line)));
            read.add(format.read(in));
            assertThat(in.available())
                    .as("bytes of %s that were not read", name(format, version))
                    .isZero();
        }
        assertThat(read)
                .as("what %s reads", name(format, version))
                .usingRecursiveComparison()
                .isEqualTo(samples(format, version));
    }

    private static List<String> golden(StateFormat<?> format, int version) throws IOException {
        Path file = GOLDEN.resolve(name(format, version));
        if (Boolean.getBoolean("golden.add") && version == format.version() && Files.notExists(file)) {
            Files.write(file, hex(format));
        }
        assertThat(file).as("golden bytes of %s", name(format, version)).exists();
        return Files.readAllLines(file);
    }

    private static <V> List<String> hex(StateFormat<V> format) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Object sample : samples(format, format.version())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            @SuppressWarnings("unchecked") // samples are of the type of their format
            V value = (V) sample;
            format.write(value, new DataOutputStream(bytes));
            lines.add(HexFormat.of().formatHex(bytes.toByteArray()));
        }
        return lines;
    }

    private static List<?> samples(StateFormat<?> format, int version) {
        assertThat(SAMPLES).as("samples").containsKey(name(format, version));
        return SAMPLES.get(name(format, version));
    }

    private static String name(StateFormat<?> format, int version) {
        return format.id() + ".v" + version;
    }
}
