package io.colloquy.connectors.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections to the schema that holds the conversations, and tells which errors may pass. */
final class Connections {
    static final String SCHEMA = "colloquy";

    /** Properties that the driver derives from the URL. It gets the URL, so it needs none of them. */
    private static final Set<String> FROM_URL = Set.of("PGHOST", "PGPORT", "PGDBNAME");

    /**
     * Statements take arrays of any length, so a plan made for one length is wrong for the next. A session that dies
     * with its machine in mid-transaction must not hold its locks until TCP notices.
     */
    private static final String SESSION =
            "set plan_cache_mode = force_custom_plan; set idle_in_transaction_session_timeout = '60s'";

    private Connections() {}

    /**
     * A new connection, auto-committing.
     *
     * @throws SQLException where the server can't be reached or refuses
     */
    static Connection open(PostgresSettings settings) throws SQLException {
        Connection connection = new Driver().connect(bareUrl(settings), properties(settings));
        try (Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            statement.execute(SESSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The URL without parameters: so nothing that reports a connection's URL can show a password. */
    private static String bareUrl(PostgresSettings settings) {
        return settings.url().replaceFirst("\\?.*", "");
    }

    /** Errors come without the server's details, which may quote a row: what people said must not get into a log. */
    private static Properties properties(PostgresSettings settings) {
        Properties properties = Driver.parseURL(settings.url(), new Properties());
        FROM_URL.forEach(properties::remove);
        if (settings.user() != null) PGProperty.USER.set(properties, settings.user());
        if (settings.password() != null) PGProperty.PASSWORD.set(properties, settings.password());
        PGProperty.CURRENT_SCHEMA.set(properties, SCHEMA);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        properties.putIfAbsent(PGProperty.APPLICATION_NAME.getName(), "colloquy");
        properties.putIfAbsent(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        properties.putIfAbsent(PGProperty.CONNECT_TIMEOUT.getName(), "10");
        properties.putIfAbsent(PGProperty.SOCKET_TIMEOUT.getName(), "60");
        return properties;
    }

    /**
     * Whether a retry may succeed. It may if the connection broke, if the server is starting, stopping, full or
     * read-only for a while, or if two transactions were in each other's way (PostgreSQL manual, appendix A).
     */
    static boolean passes(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() != 5) return false;
        return switch (state.substring(0, 2)) {
            case "08", "40", "53" -> true;
            default ->
                Set.of("57P01", "57P02", "57P03", "57P05", "55P03", "25P03", "25006")
                        .contains(state);
        };
    }
}
