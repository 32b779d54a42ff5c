package io.colloquy.system.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.ExitCode;
import io.colloquy.connectors.kafka.HeldRecords;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.ops.ReplayCommand;
import io.colloquy.ops.SavepointCommand;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.system.replay.HeardCluster.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short pass of what {@link BackfillTest} does at length. */
@Timeout(480)
class ReplayTest {
    private static final String ANOTHER = "models.recognizer=" + HeardCluster.CTC;

    @Test
    void hearsAgainWhatCameSinceASavepointAndGoesBack() throws Exception {
        try (HeardCluster heard = HeardCluster.start("replay", 2)) {
            heard.submit(Optional.empty(), 2, HeardCluster.TRANSDUCER);
            heard.send("market", "ben", 8);
            heard.awaitHeard();
            Map<String, Conversation> before = heard.stored();
            String savepoint =
                    heard.succeed(new SavepointCommand(), "--stop").path("path").asText();
            assertThat(heard.objects().resolve(savepoint.replace("s3://", "")).resolve("_metadata"))
                    .exists();

            heard.submit(Optional.of(savepoint), 1, HeardCluster.TRANSDUCER);
            heard.send("garden", "anna", 12);
            heard.awaitHeard();
            Map<String, Conversation> live = heard.stored();
            assertThat(live).isEqualTo(heard.defined(HeardCluster.TRANSDUCER)).containsAllEntriesOf(before);

            JsonNode report = heard.succeed(new ReplayCommand(), "--from", savepoint, "--set", ANOTHER);
            assertThat(report.path("done").asBoolean()).isTrue();
            assertThat(report.path("undo_savepoint").asText()).startsWith("s3://colloquy/savepoints/");
            assertThat(heard.stored(StreamFilter.ALL.device("ben"))).isEqualTo(before);
            assertThat(heard.stored(StreamFilter.ALL.device("anna")))
                    .isNotEmpty()
                    .isEqualTo(of("anna", live, heard.defined(HeardCluster.CTC)));
            assertThat(report.path("revised").asInt()).isEqualTo(live.size() - before.size());
            assertThat(report.path("unchanged").asInt()).isEqualTo(before.size());

            heard.succeed(new ReplayCommand(), "--undo");
            assertThat(heard.stored()).isEqualTo(live);

            refuseWhatKafkaNoLongerHolds(heard, savepoint);
        }
    }

    /** The conversations of the one device: the ids stay, whatever the model. */
    private static Map<String, Conversation> of(
            String device, Map<String, Conversation> live, Map<String, Conversation> all) {
        assertThat(all.keySet()).as("ids of " + device).isEqualTo(live.keySet());
        Map<String, Conversation> found = new HashMap<>(all);
        found.values().removeIf(conversation -> conversation.start() < NOON);
        return found;
    }

    /** µs since 1970: garden is recorded after it, market before. */
    private static final long NOON = 1_773_144_000_000_000L;

    private static void refuseWhatKafkaNoLongerHolds(HeardCluster heard, String savepoint) throws Exception {
        forget(heard);
        Outcome outcome = heard.execute(new ReplayCommand(), List.of("--from", savepoint, "--set", ANOTHER));
        assertThat(outcome.code()).as(outcome.told()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told())
                .contains("Kafka does not hold what follows the savepoint " + savepoint, "records are gone");
        assertThat(heard.cluster.rest().jobs())
                .filteredOn(job -> job.state().equals("RUNNING"))
                .hasSize(1);
    }

    private static void forget(HeardCluster heard) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", heard.kafka().bootstrap());
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        HeldRecords.ofChunks(heard.kafka())
                .forEach((partition, held) -> all.put(
                        new TopicPartition("audio-chunks", partition), RecordsToDelete.beforeOffset(held.end())));
        try (Admin admin = Admin.create(properties)) {
            admin.deleteRecords(all).all().get();
        }
    }
}
