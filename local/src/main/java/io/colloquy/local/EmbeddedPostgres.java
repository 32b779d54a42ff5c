package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.connectors.postgres.PostgresSettings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A Postgres server as a child process, on the loopback interface. */
final class EmbeddedPostgres implements AutoCloseable {
    private static final String FOLDER = "postgres";
    /** Database, role and password: the server trusts whoever reaches the loopback interface. */
    private static final String NAME = "colloquy";
    /** The library looks there for what its own earlier runs left, stops it and deletes it. */
    private static final String LEFTOVERS_PROPERTY = "ot.epg.working-dir";

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        this.server = server;
    }

    /** Ends what a killed process left running on this directory, which still holds its port. */
    static void stopLeftover(DataDirectory data) throws IOException {
        for (Path folder : data.foldersOf(FOLDER)) {
            LeftoverPostmaster.of(folder).ifPresent(LeftoverPostmaster::stop);
        }
    }

    /** Starts on what the directory holds, after recovery where it was not stopped; returns once it accepts clients. */
    static EmbeddedPostgres start(DataDirectory data, int port) throws IOException {
        Path folder = data.forServer(FOLDER);
        Path log = data.log().resolveSibling("postgres.log");
        Path programs = programs(data);
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
        try {
            server = builder(folder, port, Redirect.appendTo(log.toFile()))
                    .setOverrideWorkingDirectory(programs.toFile())
                    .start();
        } catch (IllegalStateException e) {
            throw new EnvironmentException("Postgres did not start: " + e.getMessage() + "; its log is " + log, e);
        }
        EmbeddedPostgres postgres = new EmbeddedPostgres(server);
        try {
            postgres.createDatabase();
        } catch (SQLException e) {
            postgres.close();
            throw new EnvironmentException("Postgres started but refuses work: " + e.getMessage(), e);
        }
        data.formatted(FOLDER, folder);
        return postgres;
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder(
            Path folder, int port, Redirect log) {
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "50")
                // The library is made for tests and turns these off; here a commit is to last.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on");
    }

    /**
     * Where the binaries are unpacked once for all runs of this user. The library would use a folder that all users
     * share. It opens this one to all users, too, so the folder around it is what keeps them out.
     */
    private static Path programs(DataDirectory data) throws IOException {
        Path own = ProgramFolder.of(data);
        Path leftovers = Files.createDirectories(own.resolve("postgres-leftovers"));
        System.setProperty(LEFTOVERS_PROPERTY, leftovers.toString());
        return Files.createDirectories(own.resolve("postgres"));
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!found(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + NAME + "'");
            }
            if (!found(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean found(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    PostgresSettings settings() {
        return settingsAt(server.getPort());
    }

    static PostgresSettings settingsAt(int port) {
        return new PostgresSettings("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, NAME, NAME);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
