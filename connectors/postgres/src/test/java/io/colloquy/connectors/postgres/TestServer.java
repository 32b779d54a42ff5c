package io.colloquy.connectors.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One Postgres for all tests of this JVM, a database for each test that asks for one; it stops with the JVM. */
public final class TestServer {
    private static final EmbeddedPostgres SERVER = start();

    private TestServer() {}

    private static EmbeddedPostgres start() {
        try {
            System.setProperty("ot.epg.working-dir", folder().toString());
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("timezone", "Asia/Kathmandu")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the library unpacks and keeps all it has. Its own choice is a folder that all users of a machine share. */
    private static Path folder() throws IOException {
        Path closed = Path.of("target", "postgres").toAbsolutePath();
        FileAttribute<?> ownerAlone =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(
                Files.createDirectories(closed, ownerAlone).resolve("shared"));
    }

    /** A new database without anything in it. */
    static PostgresSettings emptyDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection admin = SERVER.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new PostgresSettings(
                "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name, "postgres", "secret");
    }

    /** A new database with our schema. */
    public static PostgresSettings database() {
        PostgresSettings settings = emptyDatabase();
        Migrations.apply(settings);
        return settings;
    }

    public static Connection transaction(PostgresSettings settings) throws SQLException {
        Connection connection = Connections.open(settings);
        connection.setAutoCommit(false);
        return connection;
    }

    /** The rows of a query, columns joined by a bar, times in UTC. */
    public static List<String> rows(PostgresSettings settings, String sql) throws SQLException {
        try (Connection connection = Connections.open(settings);
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            return read(statement.executeQuery(sql));
        }
    }

    private static List<String> read(ResultSet rows) throws SQLException {
        List<String> all = new ArrayList<>();
        while (rows.next()) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) columns.add(rows.getString(i));
            all.add(String.join("|", columns));
        }
        return all;
    }

    /** As a server that restarts does; but for the connection that asks for it. */
    public static void closeConnections(PostgresSettings settings) throws SQLException {
        execute(
                settings,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    public static void execute(PostgresSettings settings, String sql) throws SQLException {
        try (Connection connection = Connections.open(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
