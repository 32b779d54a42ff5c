package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.Colloquy;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.local.S3Server;
import io.colloquy.local.S3Storage;
import io.colloquy.system.Repository;
import io.colloquy.system.kills.ColloquyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./colloquy up} with audio that lies in S3: the plugin of the build, a file with the keys. */
@Timeout(300)
class UpOnS3Test {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Stays after a failure: the logs are in it. */
    private final Path folder = Path.of("target", "up-s3").toAbsolutePath();

    @BeforeEach
    void clear() throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
        Files.createDirectories(folder);
    }

    @Test
    void audioIsFetchedWithTheKeysOfAFile() throws Exception {
        S3Storage storage = S3Storage.in(folder.resolve("s3"));
        storage.makeBucket("audio");
        try (S3Server s3 = S3Server.start(storage);
                S3FileSystem files = S3FileSystem.load(Configuration.fromMap(S3FileSystem.options(storage)));
                ColloquyProcess up = ColloquyProcess.start(
                        Colloquy.class,
                        folder.resolve("data"),
                        List.of("--set", "audio-uri.prefixes=s3://audio/field"),
                        environment(storage))) {
            assertThat(s3.isAlive()).isTrue();
            assertThat(files.plugins()).isNotNull();
            ChunkByUri.upload("s3://audio/field/monday.opus");
            JsonNode endpoints = up.awaitReady();
            KafkaSettings kafka =
                    new KafkaSettings(endpoints.path("kafka").asText(), Map.of(), KafkaSettings.TopicNames.DEFAULT);
            PostgresSettings postgres =
                    new PostgresSettings(endpoints.path("postgres").asText(), null, null);

            ChunkByUri.send(kafka, "s3://audio/field/monday.opus");

            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!ChunkByUri.hasWords(postgres)) {
                assertThat(System.nanoTime()).as(up.errors()).isLessThan(deadline);
                up.runFor(POLL);
            }
        }
    }

    private Map<String, String> environment(S3Storage storage) throws IOException {
        Path keys = Files.writeString(
                folder.resolve("credentials"),
                "[default]\naws_access_key_id = " + storage.keys().accessKey() + "\naws_secret_access_key = "
                        + storage.keys().secretKey() + "\n");
        return Map.of(
                "FLINK_CONF_DIR", configuration(storage).toString(), "AWS_CREDENTIAL_PROFILES_FILE", keys.toString());
    }

    /** As a person would edit the file. */
    private Path configuration(S3Storage storage) throws IOException {
        Configuration shipped = GlobalConfiguration.loadConfiguration(
                Repository.ROOT.resolve("flink-conf").toString(), Configuration.fromMap(storage.flinkOptions()));
        Path configuration = Files.createDirectory(folder.resolve("flink-conf"));
        Files.write(
                configuration.resolve("config.yaml"), ConfigurationUtils.convertConfigToWritableLines(shipped, false));
        return configuration;
    }
}
