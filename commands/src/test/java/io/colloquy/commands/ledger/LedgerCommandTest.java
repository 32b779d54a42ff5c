package io.colloquy.commands.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class LedgerCommandTest {
    private static DataDirectory data;
    private static LocalServers server;
    private static String url;

    @TempDir
    Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void startPostgres() throws IOException {
        data = DataDirectory.temporary();
        server = LocalServers.postgresAlone(data);
        // As the one who may make databases.
        url = server.postgres().url().replaceFirst("/colloquy$", "/postgres") + "?user=postgres&password=secret";
        Migrations.apply(new PostgresSettings(url, null, null));
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        server.close();
        data.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        execute("truncate colloquy.stream_days");
        day("omi", "omi", "2026-01-31", "7322000, 3600000, 3700000, 20000, 0, 2000, 250, 2, 1");
        day("omi", "friend", "2026-01-31", "1000, 0, 1000, 0, 0, 0, 1, 0, 0");
        day("omi", "omi", "2026-02-01", "90000, 30000, 60000, 0, 0, 0, 3, 0, 0");
        day("plaud", "plaud", "2026-02-01", "500, 500, 0, 0, 0, 0, 1, 0, 0");
    }

    private static void day(String device, String owner, String day, String numbers) throws SQLException {
        execute("insert into colloquy.stream_days values ('%s', '%s', '%s', %s)"
                .formatted(device, owner, day, numbers));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new LedgerCommand())
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void showsEachDayOfEachDeviceAndTheSum() {
        assertThat(run("--postgres", url)).isZero();
        assertThat(output.toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "device|day|received|speech|silence|duplicate|failed|pending|chunks|repeated|refused",
                        "omi|2026-01-31|2 h 02 min|1 h 00 min|1 h 02 min|20.0 s|-|2.0 s|251|2|1",
                        "omi|2026-02-01|1 min 30 s|30.0 s|1 min 00 s|-|-|-|3|-|-",
                        "plaud|2026-02-01|0.5 s|0.5 s|-|-|-|-|1|-|-",
                        "sum|2 h 04 min|1 h 01 min|1 h 03 min|20.0 s|-|2.0 s|255|2|1");
    }

    @Test
    void reportsTheColumnsToScripts() throws IOException {
        Path file = folder.resolve("report.json");

        int code = run("--postgres", url, "--device", "omi", "--day", "2026-01-31", "--json", file.toString());

        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(code).isZero();
        assertThat(report.get("balanced").asBoolean()).isTrue();
        assertThat(report.get("rows")).hasSize(1);
        assertThat(report.get("rows").get(0))
                .hasToString("{\"device_id\":\"omi\",\"day\":\"2026-01-31\",\"received_ms\":7323000,"
                        + "\"speech_ms\":3600000,\"silence_ms\":3701000,\"duplicate_ms\":20000,\"failed_ms\":0,"
                        + "\"pending_ms\":2000,\"chunks\":251,\"duplicate_chunks\":2,\"rejected_chunks\":1,"
                        + "\"balanced\":true}");
    }

    @Test
    void marksWhatDoesNotAddUp() throws SQLException {
        day("omi", "omi", "2026-02-02", "1000, 500, 488, 0, 0, 0, 1, 0, 0");

        assertThat(run("--postgres", url)).isEqualTo(1);
        assertThat(output.toString().lines().filter(line -> line.contains("WRONG")))
                .singleElement()
                .asString()
                .startsWith("omi")
                .endsWith("<-- WRONG: missing 12 ms");
    }

    @Test
    void saysThatThereIsNothingOfAnUnknownDevice() {
        assertThat(run("--postgres", url, "--device", "nobody")).isZero();
        assertThat(output.toString().strip()).isEqualTo("nothing was received from nobody");
    }

    @Test
    void findsPostgresByTheDataDirectoryOfUp() throws IOException {
        Files.writeString(
                folder.resolve("colloquy.json"),
                "{\"kafka\":\"127.0.0.1:1\",\"postgres\":\"" + url + "\",\"flink\":\"http://127.0.0.1:1\"}");

        assertThat(run("--data", folder.toString(), "--device", "plaud")).isZero();
        assertThat(output.toString()).contains("plaud");
    }

    @Test
    void refusesTwoPlacesAtOnce() {
        assertThat(run("--data", folder.toString(), "--postgres", url)).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--data: ");
    }

    @Test
    void refusesWhatIsNoDay() {
        assertThat(run("--postgres", url, "--day", "31.1.2026")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--day: write it as 2026-01-31");
    }

    @Test
    void refusesWhatIsNoServersUrl() {
        assertThat(run("--postgres", "localhost:5432")).isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("--postgres: write postgresql://")
                .contains("jdbc:postgresql://");
    }

    @Test
    void takesTheUrlThatPsqlTakes() {
        String place = url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", "");

        assertThat(run("--postgres", "postgresql://postgres:secret@" + place)).isZero();
        assertThat(output.toString()).contains("plaud");
    }

    @Test
    void namesAServerThatIsAway() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String away = "jdbc:postgresql://127.0.0.1:" + port + "/colloquy";

        assertThat(run("--set", "postgres.url=" + away, "--set", "postgres.password=hidden"))
                .isEqualTo(3);
        assertThat(errors.toString())
                .contains(away)
                .contains(". Check that the server runs")
                .doesNotContain("hidden", "..");
    }

    @Test
    void tellsOfADatabaseWithoutTables() throws SQLException {
        execute("create database empty");
        String empty = url.replace("/postgres?", "/empty?");

        assertThat(run("--postgres", empty)).isEqualTo(3);
        assertThat(errors.toString()).contains("that the job has run there").doesNotContain("secret");
    }
}
