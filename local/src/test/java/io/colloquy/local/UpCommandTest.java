package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(240)
class UpCommandTest {
    private static final String[] WORDS = {"a", "b", "c", "d", "e"};

    @TempDir
    Path folder;

    @Test
    void countsStayExactThroughKills() throws Exception {
        Path data = folder.resolve("data with a space");
        JsonNode first;
        try (UpProcess up = UpProcess.start(folder, "--data", data.toString())) {
            JsonNode at = up.awaitReady();
            first = at;
            assertThat(at.get("psql").asText())
                    .isEqualTo("postgresql://colloquy:colloquy@127.0.0.1:" + port(at) + "/colloquy");
            Words.send(at.get("kafka").asText(), WORDS, 200);
            Words.awaitTotal(at.get("postgres").asText(), 300);
            up.kill(); // as a rule before the first checkpoint
        }
        try (UpProcess up = UpProcess.start(folder, "--data", data.toString())) {
            JsonNode at = up.awaitReady();
            assertThat(at).isEqualTo(first);
            Words.send(at.get("kafka").asText(), WORDS, 300);
            Words.awaitTotal(at.get("postgres").asText(), 2_500);
            awaitCheckpoint(data);
            Words.send(at.get("kafka").asText(), WORDS, 100);
            Words.awaitTotal(at.get("postgres").asText(), 2_700);
            up.kill(); // beyond the last checkpoint
        }
        try (UpProcess up = UpProcess.start(folder, "--data", data.toString())) {
            JsonNode at = up.awaitReady();
            assertThat(up.errors()).contains("continued from");
            Words.send(at.get("kafka").asText(), WORDS, 50);
            Map<String, Long> counts = Words.awaitTotal(at.get("postgres").asText(), 3_250);
            assertThat(counts).isEqualTo(Map.of("a", 650L, "b", 650L, "c", 650L, "d", 650L, "e", 650L));
            assertThat(up.interrupt()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(jobsWithCheckpoints(data)).isLessThanOrEqualTo(2);
        }
        try (Stream<Path> files = Files.find(data, 2, (file, attributes) -> file.endsWith("postmaster.pid"))) {
            assertThat(files).as("a Postgres that still runs").isEmpty();
        }
    }

    @Test
    void secondProcessOnTheSameDataIsRefused() throws Exception {
        try (UpProcess first = UpProcess.start(folder, "--data", folder.toString())) {
            first.awaitReady();
            try (UpProcess second = UpProcess.start(folder, "--data", folder.toString())) {
                assertThat(second.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
                assertThat(second.errors()).contains("is in use by another colloquy");
            }
            first.interrupt();
        }
    }

    @Test
    void takenPortIsRefusedWithItsHolder() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(holder.getLocalPort());
            try (UpProcess up = UpProcess.start(folder, "--data", folder.toString(), "--kafka-port", port)) {
                assertThat(up.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
                assertThat(up.errors())
                        .contains("--kafka-port " + port + " is taken by java (process "
                                + ProcessHandle.current().pid() + ")");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--postgres-port|99999",
                "--postgres-port|-1",
                "--kafka-port|9000|--flink-port|9000",
                "--config|.",
                "--data|",
                "--set|no.such=setting",
                "--set|models.vad=no-such-file",
                "--set|audio-uri.prefixes=s3://field/audio/"
            })
    void badValueIsAUsageErrorInOneSentence(String words) throws IOException {
        Path model = Files.createFile(folder.resolve("model"));
        StringWriter errors = new StringWriter();
        CommandLine line = new CommandLine(new UpCommand(CountingApplication.create()));
        line.setErr(new PrintWriter(errors));
        List<String> command = new ArrayList<>();
        for (String key : List.of("vad", "recognizer", "voiceprint"))
            if (!words.contains(key)) command.add("--set=models." + key + "=" + model);
        command.addAll(List.of(words.split("\\|", -1)));

        assertThat(line.execute(command.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines()).singleElement().asString().isNotBlank();
    }

    @Test
    void brokenModelIsNamedByItsSettingBeforeAnythingStarts() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "no model");
        StringWriter errors = new StringWriter();
        CommandLine line = new CommandLine(new UpCommand()).setErr(new PrintWriter(errors));

        int code = line.execute(
                "--data=" + folder.resolve("data"),
                "--set=models.vad=../models/vad.onnx",
                "--set=models.recognizer=" + garbage,
                "--set=models.voiceprint=../models/voiceprint.onnx");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("models.recognizer: model file " + garbage);
        assertThat(folder.resolve("data/kafka.formatted")).doesNotExist();
    }

    /** In the JDBC URL. */
    private static String port(JsonNode endpoints) {
        return endpoints.get("postgres").asText().replaceAll(".*:(\\d+)/.*", "$1");
    }

    private static void awaitCheckpoint(Path data) throws IOException, InterruptedException {
        while (jobsWithCheckpoints(data) == 0) {
            Thread.sleep(50);
        }
    }

    private static long jobsWithCheckpoints(Path data) throws IOException {
        try (Stream<Path> files =
                Files.find(data.resolve("checkpoints"), 3, (file, attributes) -> file.endsWith("_metadata"))) {
            return files.map(file -> file.getParent().getParent()).distinct().count();
        } catch (java.io.UncheckedIOException e) {
            return 0; // one went away meanwhile
        }
    }
}
