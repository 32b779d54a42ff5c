package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.demo.Rehearsal;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The submitted jar on a job manager and a task manager that are processes of their own. */
@Timeout(480)
class ClusterSmokeTest {
    /** Stays after a failure: the logs are in it. */
    private static final Path FOLDER = Path.of("target", "cluster").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration AUDIO = Duration.ofMinutes(6);
    private static final int POLL_MILLIS = 100;
    private static final int PARALLELISM = 2;

    private DataDirectory data;
    private LocalServers servers;
    private FlinkProcesses flink;
    private FlinkRest rest;

    @BeforeEach
    void start() throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        flink = FlinkProcesses.start(FOLDER.resolve("flink"));
        rest = new FlinkRest(flink.rest());
        data = DataDirectory.open(FOLDER.resolve("servers"));
        servers = LocalServers.start(data);
        await("a task manager", () -> rest.hasTaskManagers(1));
    }

    @AfterEach
    void stop() throws IOException {
        if (flink != null) flink.close();
        if (servers != null) servers.close();
        if (data != null) data.close();
    }

    @Test
    void losesNothingWhereATaskManagerIsKilled() throws Exception {
        String jar = rest.upload(Build.jobJar());
        refusesAWrongSetting(jar);
        String job = rest.run(jar, PARALLELISM, arguments());
        try (Rehearsal rehearsal = Rehearsal.of(Build.ROOT.resolve("models/recordings"), AUDIO, kafka(), postgres())) {
            rehearsal.sendOpening();
            await("rows of a part", () -> completed(job) > 0 && rehearsal.settledMillis() > 0);
            assertThat(rehearsal.settledMillis()).isLessThan(rehearsal.sentMillis());

            flink.killTaskManager();
            rehearsal.sendHeldBack();
            flink.startTaskManager();

            await(
                    "a restore",
                    () -> checkpoints(job).path("latest").path("restored").has("id"));
            long beforeRestore = completed(job);
            await("the rows of everything", rehearsal::isAccountedFor);
            assertThat(rehearsal.score().failures()).isEmpty();
            await("a checkpoint after the restore", () -> completed(job) > beforeRestore);
        }
    }

    /** The main runs inside the job manager, which must survive it. */
    private void refusesAWrongSetting(String jar) {
        assertThatThrownBy(() -> rest.run(jar, PARALLELISM, List.of("--set", "stitch.tolerence=1 s")))
                .isInstanceOf(FlinkRest.Refused.class)
                .hasMessageContaining("stitch.tolerence: there is no such setting; did you mean stitch.tolerance?");
    }

    private List<String> arguments() {
        Path models = Build.ROOT.resolve("models");
        PostgresSettings postgres = postgres();
        Map<String, String> settings = Map.of(
                "kafka.bootstrap", servers.bootstrap(),
                "postgres.url", postgres.url(),
                "postgres.user", postgres.user(),
                "postgres.password", postgres.password(),
                "models.vad", models.resolve("vad.onnx").toString(),
                "models.recognizer", models.resolve("recognizer.onnx").toString(),
                "models.voiceprint", models.resolve("voiceprint.onnx").toString());
        List<String> arguments = new ArrayList<>(List.of(
                "--config", Build.ROOT.resolve("flink-conf/colloquy.yaml").toString()));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private KafkaSettings kafka() {
        return new KafkaSettings(servers.bootstrap(), Map.of(), KafkaSettings.TopicNames.DEFAULT);
    }

    private PostgresSettings postgres() {
        return servers.postgres();
    }

    private long completed(String job) throws Exception {
        return checkpoints(job).path("counts").path("completed").asLong();
    }

    private JsonNode checkpoints(String job) throws Exception {
        return rest.get("/jobs/" + job + "/checkpoints");
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(flink.allAlive())
                    .as("the processes live; logs in " + FOLDER)
                    .isTrue();
            assertThat(System.nanoTime())
                    .as("waiting for " + what + "; logs in " + FOLDER)
                    .isLessThan(deadline);
            Thread.sleep(POLL_MILLIS);
        }
    }
}
