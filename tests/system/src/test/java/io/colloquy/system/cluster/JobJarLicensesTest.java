package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.system.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever gets the submitted jar gets the licences of all that is in it. */
class JobJarLicensesTest {
    /** SHA-256 of the text of the Apache License 2.0 as its authors publish it. */
    private static final String APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30";

    /** A bundled library's name in {@code NOTICE}, by where its classes lie. */
    private static final Map<String, String> LIBRARIES = Map.ofEntries(
            Map.entry("com/fasterxml/jackson/", "Jackson"),
            Map.entry("com/github/luben/zstd/", "zstd-jni"),
            Map.entry("io/github/jaredmdobson/concentus/", "Concentus"),
            Map.entry("net/jpountz/", "lz4-java"),
            Map.entry("org/apache/commons/lang3/", "Apache Commons Lang"),
            Map.entry("org/apache/flink/", "Apache Flink's Kafka connector"),
            Map.entry("org/apache/kafka/", "Apache Kafka clients"),
            Map.entry("org/apache/kafka/shaded/com/google/protobuf/", "Protocol Buffers"),
            Map.entry("org/apache/kafka/shaded/io/opentelemetry/", "OpenTelemetry's protocol"),
            Map.entry("org/flywaydb/", "Flyway"),
            Map.entry("org/xerial/snappy/", "snappy-java"),
            Map.entry("org/yaml/snakeyaml/", "SnakeYAML"));

    @Test
    void licenseIsTheExactText() throws IOException {
        assertThat(sha256(Files.readAllBytes(Repository.ROOT.resolve("LICENSE"))))
                .isEqualTo(APACHE_2);
        assertThat(sha256(bytes("META-INF/LICENSE"))).isEqualTo(APACHE_2);
    }

    @Test
    void noticeOfTheJarHoldsAllOfTheRepositorys() throws IOException {
        String merged = text("META-INF/NOTICE");
        for (String paragraph :
                Files.readString(Repository.ROOT.resolve("NOTICE")).split("\n\n+")) {
            assertThat(merged).contains(paragraph.strip());
        }
    }

    @Test
    void noticeNamesEveryLibraryInTheJar() throws IOException {
        String notice = Files.readString(Repository.ROOT.resolve("NOTICE"));
        assertThat(LIBRARIES.values()).allSatisfy(name -> assertThat(notice).contains(name));
        List<String> strange = entries().stream()
                .filter(entry -> entry.endsWith(".class") && !entry.startsWith("io/colloquy/"))
                .map(JobJarLicensesTest::withoutVersion)
                .filter(entry -> LIBRARIES.keySet().stream().noneMatch(entry::startsWith))
                .toList();
        assertThat(strange).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bitshuffle", "concentus", "fastdoubleparser", "lz4", "protobuf", "snappy", "zstd", "zstd-jni"})
    void holdsTheTextOfEachOtherLicense(String name) throws IOException {
        assertThat(text("META-INF/licenses/" + name + ".txt")).contains("Copyright", "NO EVENT SHALL");
    }

    /** A multi-release jar has classes for later Java below {@code META-INF/versions/N}. */
    private static String withoutVersion(String entry) {
        return entry.replaceFirst("^META-INF/versions/\\d+/", "");
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(Build.jobJar().toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    private static String text(String entry) throws IOException {
        return new String(bytes(entry), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String entry) throws IOException {
        try (JarFile jar = new JarFile(Build.jobJar().toFile())) {
            return jar.getInputStream(jar.getEntry(entry)).readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
