package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.Definition;
import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {

    @TempDir
    Path folder;

    private static JobSettings of(String... keysAndValues) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return JobSettings.of(values, Map.of("PASSWORD", "from the environment")::get);
    }

    @Test
    void defaultsAreTheDefinition() {
        JobSettings settings = of();
        assertThat(settings.stitch().definition()).isEqualTo(Definition.DEFAULT);
        assertThat(settings.assemble().definition()).isEqualTo(Definition.DEFAULT);
        assertThat(settings.stitch().edgePatience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.assemble().horizon()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.kafka().topics()).isEqualTo(KafkaSettings.TopicNames.DEFAULT);
        assertThat(settings.archiveUri()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1.5 s,1500000", "500 ms,500000", "30 d,2592000000000", "2min,120000000", "62.5 ms,62500", "7 us,7"})
    void readsDurations(String text, long micros) {
        assertThat(of("stitch.edge-patience", text).stitch().edgePatience())
                .isEqualTo(Duration.ofNanos(micros * 1_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stitch.tolerance|5|is not a duration",
                "stitch.tolerance|-1 s|is not a duration",
                "stitch.tolerance|2 weeks|is not a duration",
                "stitch.tolerance|0.1 us|whole number of microseconds",
                "assemble.horizon|99999999 d|longer than 100 years",
                "stitch.min-silence|0 s|more than 0",
                "stitch.max-utterance|5 s|20 s to 2 min",
                "stitch.min-speech|1 min|at most stitch.max-utterance",
                "voices.distance|half|is not a number such as 0.35",
                "voices.distance|0.1234567|six decimals at most",
                "voices.distance|0|between 0 and 1",
                "voices.distance|0.3|voices.distance-across: must be more than 0 and at most voices.distance",
                "voices.distance|0.7|voices.strange-distance: must be at least voices.distance",
                "voices.distance-across|0.51|at most voices.distance",
                "voices.strange-distance|0.4|at least voices.distance",
                "voices.strange-distance|2.5|at most 2",
                "voices.reliable|2 min|at most 1 min",
                "voices.strange-speech|0.8|is not a duration",
                "publish.quiet|20 s|at most publish.max-delay",
                "kafka.bootstrap|localhost|host:port",
                "kafka.bootstrap|one:9092,two:99999|host:port",
                "kafka.topics.audio-chunks|a b|a topic's name",
                "kafka.topics.audio-chunks|conversations|kafka.topics: the three topics",
                "postgres.url|postgres://x|jdbc:postgresql",
                "postgres.url|jdbc:postgresql://db:99999/colloquy|jdbc:postgresql",
                "postgres.url|jdbc:postgresql://me:secret@db/colloquy|jdbc:postgresql",
                "audio-uri.prefixes|http://x/|s3://bucket",
                "archive.uri|s3://key:secret@bucket/|s3://bucket",
                "models.vad|' '|is empty",
                "stitch.tolerence|1 s|did you mean stitch.tolerance?",
                "kafka.boostrap|a:1|did you mean kafka.bootstrap?",
                "foo|1|colloquy.yaml lists them all",
                "postgres.password|env:ABSENT|ABSENT is not set",
                "postgres.password|file:/no/such/file|can't read /no/such/file",
            })
    void refusesAndNamesTheKey(String key, String value, String problem) {
        assertThatThrownBy(() -> of(key, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void readsNestedAndFlatKeysFromOneFile() throws IOException {
        Path file = folder.resolve("colloquy.yaml");
        Files.writeString(
                file,
                """
                # comment
                stitch:
                  tolerance: 2 s
                  drift:
                kafka.bootstrap: broker:9093
                kafka:
                  properties:
                    sasl.mechanism: PLAIN
                    linger.ms: 5
                audio-uri.prefixes: [s3://a/, "file:///b/"]
                """);
        JobSettings settings = JobSettings.load(file, Map.of("stitch.tolerance", "3 s"));
        assertThat(settings.stitch().definition().tolerance()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.stitch().definition().drift()).isEqualTo(Definition.DEFAULT.drift());
        assertThat(settings.kafka().bootstrap()).isEqualTo("broker:9093");
        assertThat(settings.kafka().properties()).isEqualTo(Map.of("sasl.mechanism", "PLAIN", "linger.ms", "5"));
        assertThat(settings.decode().audioUriPrefixes()).containsExactly("s3://a/", "file:///b/");
    }

    @Test
    void refusesAKeySetTwiceInAFile() throws IOException {
        Path file = folder.resolve("twice.yaml");
        Files.writeString(file, "stitch.drift: 1 s\nstitch:\n  drift: 2 s\n");
        assertThatThrownBy(() -> JobSettings.load(file, Map.of())).hasMessageContaining("stitch.drift: is set twice");
    }

    @Test
    void brokenFileIsRefusedWithoutShowingItsLines() throws IOException {
        Path file = folder.resolve("broken.yaml");
        Files.writeString(file, "postgres.password: hunter2\n  x: [\n");
        assertThatThrownBy(() -> JobSettings.load(file, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void secretsComeFromFilesAndTheEnvironmentAndAreNotShown() throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, "from the file\n");
        JobSettings settings = of(
                "postgres.password", "env:PASSWORD",
                "postgres.url", "jdbc:postgresql://db/colloquy?password=inline",
                "kafka.properties.sasl.jaas.config", "file:" + file);
        assertThat(settings.postgres().password()).isEqualTo("from the environment");
        assertThat(settings.kafka().properties()).containsEntry("sasl.jaas.config", "from the file");
        assertThat(settings.toString()).doesNotContain("from the", "inline");
    }
}
