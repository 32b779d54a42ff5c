package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.client.ChunkSender;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.connectors.postgres.StoredUtterance;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import io.colloquy.local.S3Server;
import io.colloquy.local.S3Storage;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The job on an S3 that is real but for its size, read and written by Flink's plugin. */
@Timeout(480)
class StateOnS3Test {
    /** Stays after a failure: the logs are in it. */
    private static final Path FOLDER = Path.of("target", "s3").toAbsolutePath();

    private static final Path RECORDING = Repository.ROOT.resolve("models/recordings/market-again.opus");
    private static final long STARTED_AT = 1_764_000_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int POLL_MILLIS = 100;

    private S3Storage storage;
    private S3Server s3;
    private DataDirectory data;
    private LocalServers servers;
    private S3Flink flink;
    private FlinkRest rest;
    private String job;

    @BeforeEach
    void start() throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        storage = S3Storage.in(FOLDER.resolve("storage"));
        storage.makeBucket("colloquy");
        storage.makeBucket("audio");
        s3 = S3Server.start(storage);
        data = DataDirectory.open(FOLDER.resolve("servers"));
        servers = LocalServers.start(data);
        flink = S3Flink.start(
                storage,
                Map.of(
                        "execution.checkpointing.interval", "1 s",
                        "execution.checkpointing.min-pause", "200 ms",
                        "execution.checkpointing.timeout", "5 s"));
        upload(RECORDING, "s3://audio/market again.opus");
        rest = flink.rest();
        JobSettings settings = settings();
        JobTopics.prepare(settings);
        Migrations.apply(settings.postgres());
        job = flink.submit(settings);
    }

    @AfterEach
    void stop() throws Exception {
        if (flink != null) flink.close();
        if (servers != null) servers.close();
        if (data != null) data.close();
        if (s3 != null) s3.close();
    }

    @Test
    void audioIsReadThereAndCheckpointsAndSavepointsLieThere() throws Exception {
        send("s3://audio/market%20again.opus");

        await("words", () -> !words().isEmpty());
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
        await("a checkpoint", () -> count("completed") > 0);
        s3.close();
        await("checkpoints that fail", () -> count("failed") >= 3);
        s3 = S3Server.start(storage);

        long before = count("completed");
        await("checkpoints once S3 is back", () -> count("completed") > before + 1);
        assertThat(checkpoints().path("latest").path("restored").has("id")).isFalse();
        send("s3://audio/market%20again.opus");
        await("words", () -> !words().isEmpty());
    }

    private static void upload(Path file, String uri) throws IOException {
        org.apache.flink.core.fs.Path object = new org.apache.flink.core.fs.Path(uri);
        try (OutputStream out = object.getFileSystem().create(object, WriteMode.NO_OVERWRITE)) {
            Files.copy(file, out);
        }
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

    private void send(String uri) throws Exception {
        AudioChunk chunk = new AudioChunk(
                "far-away",
                new StreamId("device", "owner"),
                Source.LIVE,
                STARTED_AT,
                new Format(Codec.OPUS, null, 1, Framing.OGG),
                null,
                uri);
        try (ChunkSender sender = new ChunkSender(settings().kafka())) {
            sender.send("device".getBytes(StandardCharsets.UTF_8), AudioChunkWriter.toJson(chunk));
            sender.awaitAcknowledged();
        }
    }

    private List<StoredUtterance> words() throws Exception {
        List<StoredUtterance> found = new ArrayList<>();
        try (ConversationReader reader = new ConversationReader(servers.postgres())) {
            reader.utterances(StreamFilter.ALL, found::add);
        }
        return found;
    }

    private String savepoint() throws Exception {
        String trigger = rest.post("/jobs/" + job + "/savepoints", "{}")
                .path("request-id")
                .asText();
        return await("a savepoint", () -> {
            JsonNode operation =
                    rest.get("/jobs/" + job + "/savepoints/" + trigger).path("operation");
            assertThat(operation.path("failure-cause").isMissingNode())
                    .as(operation.toString())
                    .isTrue();
            return operation.path("location").asText(null);
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
        return rest.get("/jobs/" + job + "/checkpoints");
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
