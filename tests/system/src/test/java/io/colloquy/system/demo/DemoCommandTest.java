package io.colloquy.system.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.Colloquy;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code colloquy demo} as anybody runs it: real audio and models through Kafka, Flink and Postgres, to its report. */
class DemoCommandTest {
    private static final int PATIENCE_SECONDS = 300;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void findsEveryConversationAndReportsItAsTheContractSays() throws Exception {
        Path output = folder.resolve("output");
        int exitCode = demo(output, "--seed", "11", "--json", "report.json");
        assertThat(exitCode).as(() -> read(output)).isZero();
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "command",
                        "version",
                        "ok",
                        "seed",
                        "seconds",
                        "failures",
                        "conversations",
                        "wer",
                        "speaker_error",
                        "dead_letters",
                        "chunks",
                        "first_conversation_s",
                        "realtime_factor",
                        "peak_rss_mb",
                        "ledger_ok");
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("failures")).isEmpty();
        assertThat(report.path("seed").asLong()).isEqualTo(11);
        requireExactConversations(report.path("conversations"));
        requireQuality(report);
        assertThat(report.at("/dead_letters/exact").asBoolean()).isTrue();
        assertThat(report.at("/dead_letters/expected").asInt()).isGreaterThan(10);
        assertThat(report.at("/dead_letters/by_reason").size()).isGreaterThan(10);
        assertThat(report.at("/chunks/repeated").asInt()).isPositive();
        assertThat(report.at("/chunks/held_back").asInt()).isPositive();
        assertThat(report.path("ledger_ok").asBoolean()).isTrue();
    }

    private static void requireExactConversations(JsonNode conversations) {
        int expected = conversations.path("expected").asInt();
        assertThat(expected).isGreaterThanOrEqualTo(12);
        assertThat(conversations.path("found").asInt()).isEqualTo(expected);
        assertThat(conversations.path("exact").asInt()).isEqualTo(expected);
    }

    private static void requireQuality(JsonNode report) {
        double baseline = report.at("/wer/baseline").asDouble();
        assertThat(baseline).isBetween(0.001, 0.2);
        assertThat(report.at("/wer/pipeline").asDouble()).isBetween(0.001, baseline + 0.02);
        assertThat(report.path("speaker_error").asDouble()).isBetween(0.001, 0.1);
        if (!report.path("peak_rss_mb").isNull()) {
            assertThat(report.path("peak_rss_mb").asLong()).isBetween(100L, 3000L);
        }
    }

    /** Runs it in a process of its own, with the options of the JVM that the launcher gives it. */
    private int demo(Path output, String... flags) throws IOException, InterruptedException {
        Path options = folder.resolve("jvm.options");
        try (InputStream resource = Colloquy.class.getResourceAsStream("/jvm.options")) {
            Files.copy(resource, options);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + options);
        command.add("-Dcolloquy.home=" + Repository.ROOT);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Colloquy.class.getName(), "demo", "--exit"));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(ended).as(() -> read(output)).isTrue();
            return process.exitValue();
        } finally {
            process.destroy(); // it stops its Postgres
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
