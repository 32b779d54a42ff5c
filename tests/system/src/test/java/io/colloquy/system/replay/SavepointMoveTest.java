package io.colloquy.system.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.RescaleCommand;
import io.colloquy.ops.SavepointCommand;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.schemas.DayRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job goes on from its savepoint at another parallelism and in another place: {@code ./colloquy test -Plong}. */
@Tag("long")
@Timeout(1200)
class SavepointMoveTest {
    private static final String MODEL = HeardCluster.CTC;
    private static final int SLOTS = 4;
    private static final int DEVICES = 20;
    private static final List<String> RECORDINGS = List.of("market", "market-again", "kitchen", "school", "office");
    private static final String SUPERUSER = "postgres";

    @Test
    void goesOnAtAnyParallelismAndHearsNothingAgain() throws Exception {
        try (HeardCluster heard = HeardCluster.start("move", SLOTS)) {
            heard.submit(Optional.empty(), 2, MODEL);
            int hour = 0;
            for (int device = 0; device < DEVICES; device++) {
                heard.send(RECORDINGS.get(device % RECORDINGS.size()), "device-" + device, hour++);
            }
            heard.awaitHeard();
            for (int parallelism : List.of(1, 3, 4)) {
                String savepoint = stop(heard);
                heard.submit(Optional.of(savepoint), parallelism, MODEL);
                heard.send("garden", "first-" + parallelism, hour++);
                heard.awaitHeard();
                long asked = heard.clipsAsked();
                heard.send("garden", "again-" + parallelism, hour++);
                heard.awaitHeard();
                assertThat(asked)
                        .as("clips of the first recording after the savepoint, and of the same once more")
                        .isPositive()
                        .isLessThanOrEqualTo(heard.clipsAsked() - asked);
                assertWhole(heard);
            }
            heard.succeed(new RescaleCommand(), "2");
            heard.send("kitchen", "anna", hour);
            heard.awaitHeard();
            assertWhole(heard);
        }
    }

    private static String stop(HeardCluster heard, String... flags) throws Exception {
        List<String> args = new ArrayList<>(List.of("--stop"));
        args.addAll(List.of(flags));
        return heard.succeed(new SavepointCommand(), args.toArray(String[]::new))
                .path("path")
                .asText();
    }

    private static void assertWhole(HeardCluster heard) throws Exception {
        assertThat(heard.stored()).isEqualTo(heard.defined(MODEL));
        assertThat(heard.ledger()).isNotEmpty().allMatch(DayRow::balanced);
    }

    /** First with the same Kafka and tables, then with tables that were lost. */
    @Test
    void goesOnElsewhereAndFillsEmptyTables() throws Exception {
        Path folder = Files.createTempDirectory("savepoints");
        try (HeardCluster old = HeardCluster.start("old", 2);
                HeardCluster other = HeardCluster.start("other", 2)) {
            old.submit(Optional.empty(), 2, MODEL);
            old.send("market", "ben", 8);
            old.awaitHeard();
            String savepoint = stop(old, "--target", folder.toUri().toString());
            other.submit(Optional.of(savepoint), 1, servers(old, old.postgres()));
            old.send("garden", "anna", 12);
            old.awaitHeard();
            assertWhole(old);

            String second = stop(other, "--target", folder.toUri().toString());
            Map<String, Conversation> stored = old.stored();
            List<DayRow> ledger = old.ledger();
            PostgresSettings empty = database(old, "empty");
            other.submit(Optional.of(second), 2, servers(old, empty));
            HeardCluster refilled = old.on(empty);
            other.cluster.await("the rows", () -> refilled.stored().equals(stored));
            assertThat(refilled.ledger()).isEqualTo(ledger);
        }
    }

    private static Map<String, String> servers(HeardCluster heard, PostgresSettings tables) {
        Map<String, String> settings = new HashMap<>();
        settings.put("models.recognizer", MODEL);
        settings.put("kafka.bootstrap", heard.kafka().bootstrap());
        settings.put("postgres.url", tables.url());
        return settings;
    }

    private static PostgresSettings database(HeardCluster heard, String name) throws Exception {
        String url = heard.postgres().url();
        try (Connection connection =
                        DriverManager.getConnection(url.replaceFirst("/colloquy$", "/postgres"), SUPERUSER, "secret");
                var statement = connection.createStatement()) {
            statement.execute(
                    "create database " + name + " owner " + heard.postgres().user());
        }
        return new PostgresSettings(
                url.replaceFirst("/colloquy$", "/" + name),
                heard.postgres().user(),
                heard.postgres().password());
    }

    /** What the savepoint knows is whole; what nobody holds any more is told, and the job starts only if that is accepted. */
    @Test
    void saysWhatIsLostWithTheTopic() throws Exception {
        try (HeardCluster heard = HeardCluster.start("disaster", 2)) {
            heard.submit(Optional.empty(), 2, MODEL);
            heard.send("market", "ben", 8);
            heard.awaitHeard();
            Map<String, Conversation> stored = heard.stored();
            String savepoint = stop(heard);
            deleteTopic(heard);

            assertThatThrownBy(() -> heard.submit(Optional.of(savepoint), 2, MODEL))
                    .isInstanceOf(FlinkRefusedException.class)
                    .hasMessageContaining("the topic audio-chunks is gone");
            goOn(heard, savepoint);
            heard.send("garden", "anna", 12);
            heard.awaitHeard();
            assertThat(heard.stored()).containsAllEntriesOf(stored).hasSizeGreaterThan(stored.size());
        }
    }

    private static void goOn(HeardCluster heard, String savepoint) throws Exception {
        List<String> submit =
                List.of("cluster", "submit", "--data", heard.cluster.folder().toString(), "--from");
        List<String> args = new ArrayList<>(submit);
        args.addAll(List.of(savepoint, "--accept-loss", "--set", "models.recognizer=" + MODEL));
        try (CommandProcess command = CommandProcess.start(args)) {
            assertThat(command.end()).as(command.told()).isZero();
        }
    }

    private static void deleteTopic(HeardCluster heard) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", heard.kafka().bootstrap());
        try (Admin admin = Admin.create(properties)) {
            admin.deleteTopics(List.of("audio-chunks")).all().get();
        }
    }
}
