package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the submitted jar, what is in the cluster's {@code lib/}, and that nothing of consequence is in both. */
class JobJarTest {
    /** Small libraries without natives or state of their own: the jar's copy wins, and nobody minds. */
    private static final List<String> SHARED =
            List.of("org/apache/commons/lang3/", "net/jpountz/", "org/xerial/snappy/");

    /** The largest that Flink takes over REST. */
    private static final long MOST_BYTES = 100L << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/colloquy/jobs/ConversationJobMain.class",
                "io/colloquy/speech/onnx/OnnxModel.class",
                "io/colloquy/schemas/AudioChunk.class",
                "db/migration/",
                "org/apache/flink/connector/kafka/source/KafkaSource.class",
                "org/apache/kafka/clients/producer/KafkaProducer.class",
                "com/fasterxml/jackson/databind/ObjectMapper.class",
                "com/fasterxml/jackson/dataformat/cbor/CBORFactory.class",
                "org/yaml/snakeyaml/Yaml.class",
                "io/github/jaredmdobson/concentus/OpusDecoder.class",
                "org/flywaydb/core/Flyway.class"
            })
    void holdsWhatTheClusterLacks(String name) throws IOException {
        assertThat(entries(Build.jobJar())).anyMatch(entry -> entry.startsWith(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/apache/flink/streaming/api/",
                "org/apache/flink/runtime/",
                "org/apache/flink/core/",
                "org/apache/flink/connector/base/",
                "ai/onnxruntime/",
                "org/postgresql/",
                "org/slf4j/",
                "org/apache/logging/",
                "org/rocksdb/",
                "io/colloquy/local/",
                "picocli/"
            })
    void holdsNothingThatTheClusterHas(String prefix) throws IOException {
        assertThat(entries(Build.jobJar())).noneMatch(entry -> entry.startsWith(prefix));
    }

    @Test
    void sharesNoClassWithTheCluster() throws IOException {
        Set<String> both = new TreeSet<>();
        Set<String> jar = classes(Build.jobJar());
        for (String library : Files.readString(Build.flinkClassPath()).strip().split(":")) {
            Set<String> classes = classes(Path.of(library));
            classes.retainAll(jar);
            both.addAll(classes);
        }
        assertThat(both).allMatch(name -> SHARED.stream().anyMatch(name::startsWith));
    }

    @Test
    void mergesWhatLibrariesRegister() throws IOException {
        assertThat(text("META-INF/services/org.flywaydb.core.extensibility.Plugin"))
                .contains("PostgreSQLDatabaseType", "CoreResourceTypeProvider");
        assertThat(text("META-INF/services/com.fasterxml.jackson.core.JsonFactory"))
                .contains("CBORFactory", "YAMLFactory");
    }

    @Test
    void startsTheJobAndIsSmallEnoughToUpload() throws IOException {
        try (JarFile jar = new JarFile(Build.jobJar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.colloquy.jobs.ConversationJobMain");
        }
        assertThat(Files.size(Build.jobJar())).isLessThan(MOST_BYTES);
    }

    @Test
    void holdsNoSignatureOfAnotherJar() throws IOException {
        assertThat(entries(Build.jobJar())).noneMatch(entry -> entry.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
    }

    private static Set<String> classes(Path jar) throws IOException {
        Set<String> classes = entries(jar);
        classes.removeIf(name -> !name.endsWith(".class") || name.startsWith("META-INF/"));
        return classes;
    }

    private static Set<String> entries(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Set<String> names = new HashSet<>();
            jar.stream().map(ZipEntry::getName).forEach(names::add);
            return names;
        }
    }

    private static String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(Build.jobJar().toFile())) {
            return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
