package io.colloquy.commands.ledger;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.schemas.DayRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Reads the table {@code device_days}. */
final class DeviceDays {
    private static final String QUERY =
            """
            select device_id, day, received_ms, speech_ms, silence_ms, duplicate_ms, failed_ms, pending_ms,
                   chunks, duplicate_chunks, rejected_chunks
              from colloquy.device_days
             where (?::text is null or device_id = ?) and (?::date is null or day = ?)
             order by device_id, day""";

    private DeviceDays() {}

    /**
     * @param device null for all
     * @param day null for all
     * @throws EnvironmentException where the server can't be reached, refuses, or holds no such table
     */
    static List<LedgerRow> read(PostgresSettings settings, String device, LocalDate day) {
        try (Connection connection = new Driver().connect(settings.url(), properties(settings));
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, device);
            statement.setString(2, device);
            statement.setObject(3, day, Types.DATE);
            statement.setObject(4, day, Types.DATE);
            return accounts(statement.executeQuery());
        } catch (SQLException e) {
            throw new EnvironmentException(
                    "can't read the ledger in " + settings + ": "
                            + e.getMessage().strip()
                            + ". Check that the server runs, that --postgres is the line's that 'up' printed (or"
                            + " postgres.url, postgres.user and postgres.password), and that the job has run there.",
                    e);
        }
    }

    private static List<LedgerRow> accounts(ResultSet result) throws SQLException {
        List<LedgerRow> accounts = new ArrayList<>();
        while (result.next()) accounts.add(new LedgerRow(result.getString("device_id"), row(result)));
        return accounts;
    }

    private static DayRow row(ResultSet result) throws SQLException {
        return new DayRow(
                result.getObject("day", LocalDate.class).toEpochDay(),
                result.getLong("received_ms"),
                result.getLong("speech_ms"),
                result.getLong("silence_ms"),
                result.getLong("duplicate_ms"),
                result.getLong("failed_ms"),
                result.getLong("pending_ms"),
                result.getInt("chunks"),
                result.getInt("duplicate_chunks"),
                result.getInt("rejected_chunks"));
    }

    private static Properties properties(PostgresSettings settings) {
        Properties properties = new Properties();
        if (settings.user() != null) PGProperty.USER.set(properties, settings.user());
        if (settings.password() != null) PGProperty.PASSWORD.set(properties, settings.password());
        PGProperty.CONNECT_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 60);
        return properties;
    }
}
