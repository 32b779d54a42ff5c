package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import io.colloquy.local.S3Server;
import io.colloquy.local.S3Storage;
import io.colloquy.ops.FlinkRest;
import io.colloquy.ops.FlinkRest.Format;
import io.colloquy.ops.FlinkRest.Progress;
import io.colloquy.system.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The job on an S3 that is real but for its size, read and written by Flink's plugin. */
@Timeout(480)
class StateOnS3Test {
    /** Stays after a failure: the logs are in it. */
    private static final Path FOLDER = Path.of("target", "s3").toAbsolutePath();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 100;

    /** What takes seconds here takes minutes as shipped. */
    private static final Map<String, String> QUICK = Map.of(
            "execution.checkpointing.interval", "1 s",
            "execution.checkpointing.min-pause", "200 ms",
            "execution.checkpointing.timeout", "5 s",
            "s3.attempts.maximum", "1",
            "s3.retry.limit", "1");

    private S3Storage storage;
    private S3Server s3;
    private DataDirectory data;
    private LocalServers servers;
    private S3Flink flink;
    private FlinkRest rest;
    private String job;

    private void start(Map<String, String> options) throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        storage = S3Storage.in(FOLDER.resolve("storage"));
        storage.makeBucket("colloquy");
        storage.makeBucket("audio");
        s3 = S3Server.start(storage);
        data = DataDirectory.open(FOLDER.resolve("servers"));
        servers = LocalServers.start(data);
        flink = S3Flink.start(storage, options);
        ChunkByUri.upload("s3://audio/market again.opus");
        rest = flink.rest();
        JobSettings settings = settings();
        JobTopics.prepare(settings);
        Migrations.apply(settings.postgres());
        job = flink.submit(settings);
    }

    @AfterEach
    void stop() throws Exception {
        // a task that writes a checkpoint does not end before S3 answers
        if (s3 != null && !s3.isAlive()) s3 = S3Server.start(storage);
        if (flink != null) flink.close();
        if (servers != null) servers.close();
        if (data != null) data.close();
        if (s3 != null) s3.close();
    }

    @Test
    void audioIsReadThereAndCheckpointsAndSavepointsLieThere() throws Exception {
        start(QUICK);
        ChunkByUri.send(settings().kafka(), "s3://audio/market%20again.opus");

        await("words", () -> ChunkByUri.hasWords(servers.postgres()));
        String checkpoint = await("a checkpoint after it", this::newestCheckpoint);
        String savepoint = savepoint();

        assertThat(checkpoint).startsWith("s3://colloquy/checkpoints/" + job + "/chk-");
        assertThat(savepoint).startsWith("s3://colloquy/savepoints/savepoint-");
        assertThat(storage.objects("colloquy"))
                .contains(savepoint.replace("s3://colloquy/", "") + "/_metadata")
                .anyMatch(key -> key.startsWith("checkpoints/" + job + "/chk-"))
                .anyMatch(key -> key.startsWith("checkpoints/" + job + "/shared/"));
    }

    @Test
    void theJobGoesOnWhileS3IsAway() throws Exception {
        start(QUICK);
        goesOnWithoutS3(() -> await("checkpoints that fail", () -> count("failed") >= 3));
    }

    @Test
    @Tag("long")
    @Timeout(1200)
    void theShippedOptionsBearTenMinutesOfThat() throws Exception {
        start(Map.of());
        goesOnWithoutS3(() -> {
            Thread.sleep(Duration.ofMinutes(10).toMillis());
            return count("failed");
        });
    }

    private void goesOnWithoutS3(Callable<?> meanwhile) throws Exception {
        await("a checkpoint", () -> count("completed") > 0);
        s3.close();
        ChunkByUri.send(settings().kafka(), "s3://audio/market%20again.opus");
        meanwhile.call();
        s3 = S3Server.start(storage);

        long before = count("completed");
        await("checkpoints once S3 is back", () -> count("completed") > before + 1);
        await("words", () -> ChunkByUri.hasWords(servers.postgres()));
        assertThat(checkpoints().path("latest").path("restored").has("id")).isFalse();
        assertThat(rest.lastFailure(job)).isEmpty();
    }

    private JobSettings settings() {
        Path models = Repository.ROOT.resolve("models");
        Map<String, String> values = new HashMap<>(Map.of(
                "kafka.bootstrap", servers.bootstrap(),
                "postgres.url", servers.postgres().url(),
                "postgres.user", servers.postgres().user(),
                "postgres.password", servers.postgres().password(),
                "models.vad", models.resolve("vad.onnx").toString(),
                "models.recognizer", models.resolve("recognizer.onnx").toString(),
                "models.voiceprint", models.resolve("voiceprint.onnx").toString(),
                "audio-uri.prefixes", "s3://audio/"));
        return JobSettings.of(values, name -> null);
    }

    private String savepoint() throws Exception {
        String trigger = UUID.randomUUID().toString().replace("-", "");
        rest.triggerSavepoint(job, trigger, Optional.empty(), Format.CANONICAL);
        return await("a savepoint", () -> {
            Progress progress = rest.savepoint(job, trigger);
            assertThat(progress.failure()).isNull();
            return progress.location();
        });
    }

    private String newestCheckpoint() throws Exception {
        return checkpoints()
                .path("latest")
                .path("completed")
                .path("external_path")
                .asText(null);
    }

    private long count(String outcome) throws Exception {
        return checkpoints().path("counts").path(outcome).asLong();
    }

    private JsonNode checkpoints() throws Exception {
        return rest.checkpoints(job);
    }

    /** Until the answer is neither false nor null. */
    private static <T> T await(String what, Callable<T> question) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T answer = question.call();
            if (answer != null && !Boolean.FALSE.equals(answer)) return answer;
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
            Thread.sleep(POLL_MILLIS);
        }
    }
}
