package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationJobMainTest {
    private static final String NO_KAFKA = "kafka.properties.default.api.timeout.ms=2000";

    @TempDir
    Path folder;

    @Test
    void argumentsGoOnTopOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("colloquy.yaml"), "stitch.drift: 2 s\nstitch.tolerance: 2 s\n");

        JobSettings settings = JobArguments.parse(
                        "--set", "stitch.drift=3 s", "--config", file.toString(), "--set", "postgres.password=a=b")
                .settings();

        assertThat(settings.stitch().definition().drift()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.stitch().definition().tolerance()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.postgres().password()).isEqualTo("a=b");
    }

    @ParameterizedTest
    @CsvSource({"--conf x,--conf: there is no such argument", "--set,--set: needs a value", "--set secret,KEY=VALUE"})
    void refusesOtherArguments(String line, String problem) {
        assertThatThrownBy(() -> JobArguments.parse(line.split(" ")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret");
    }

    @Test
    @Timeout(60)
    void aClientProcessEndsWithTwoForAWrongSetting() throws Exception {
        Ended ended = run("--set", "stitch.tolerence=1 s");

        assertThat(ended.said()).contains("colloquy: stitch.tolerence: there is no such setting");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    /** Before anything else: there is no Kafka here. */
    @Test
    @Timeout(60)
    void aClientProcessEndsWithTwoWhereFlinkCanNotReachAPrefix() throws Exception {
        Ended ended = run("--set", "audio-uri.prefixes=s3://field/audio/", "--set", NO_KAFKA);

        assertThat(ended.said())
                .contains(
                        "colloquy: audio-uri.prefixes: s3://field/audio/ can't be reached: Flink has no plugin for s3://");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void aClientProcessEndsWithThreeWhereKafkaIsGone() throws Exception {
        Ended ended = run("--set", "kafka.bootstrap=127.0.0.1:1", "--set", NO_KAFKA);

        assertThat(ended.said()).contains("colloquy: Can't create the topics in Kafka at 127.0.0.1:1");
        assertThat(ended.exitCode()).isEqualTo(3);
    }

    /** A job manager calls mains on threads of its own, and must survive them. */
    @Test
    void elsewhereTheExceptionIsTheAnswer() throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        Thread guest = new Thread(() -> {
            try {
                ConversationJobMain.main(new String[] {"--set", "stitch.tolerence=1 s"});
            } catch (Exception e) {
                thrown.add(e);
            }
        });
        guest.start();
        guest.join();

        assertThat(thrown)
                .singleElement()
                .isInstanceOf(SettingsException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("did you mean stitch.tolerance?");
    }

    private record Ended(int exitCode, String said) {}

    private static Ended run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ConversationJobMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } finally {
            process.destroyForcibly();
        }
    }
}
