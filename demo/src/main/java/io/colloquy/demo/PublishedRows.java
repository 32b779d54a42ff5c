package io.colloquy.demo;

import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.LedgerCheck.DeviceDay;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what anybody may read in Postgres. */
public final class PublishedRows implements AutoCloseable {
    private final Connection connection;

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param url of JDBC, with user and password */
    public PublishedRows(String url) throws SQLException {
        connection = DriverManager.getConnection(url);
        connection.setSchema("colloquy");
    }

    boolean hasConversations() throws SQLException {
        return !read("select 1 from conversations limit 1", row -> true).isEmpty();
    }

    List<FoundConversation> conversations() throws SQLException {
        return read(
                "select device_id, owner_id, conversation_id, " + micros("started_at") + ", " + micros("ended_at")
                        + " from conversations order by device_id, owner_id, started_at",
                row -> new FoundConversation(stream(row), row.getString(3), row.getLong(4), row.getLong(5)));
    }

    List<FoundUtterance> utterances() throws SQLException {
        return read(
                "select device_id, owner_id, conversation_id, " + micros("started_at") + ", " + micros("ended_at")
                        + ", speaker, text from utterances order by device_id, owner_id, started_at",
                row -> new FoundUtterance(
                        stream(row),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7)));
    }

    public Map<DeviceDay, DayRow> ledger() throws SQLException {
        Map<DeviceDay, DayRow> ledger = new HashMap<>();
        read("select * from device_days", row -> {
            long day = row.getObject("day", LocalDate.class).toEpochDay();
            return ledger.put(new DeviceDay(row.getString("device_id"), day), dayRow(day, row));
        });
        return ledger;
    }

    private static DayRow dayRow(long day, ResultSet row) throws SQLException {
        return new DayRow(
                day,
                row.getLong("received_ms"),
                row.getLong("speech_ms"),
                row.getLong("silence_ms"),
                row.getLong("duplicate_ms"),
                row.getLong("failed_ms"),
                row.getLong("pending_ms"),
                row.getInt("chunks"),
                row.getInt("duplicate_chunks"),
                row.getInt("rejected_chunks"));
    }

    private static StreamId stream(ResultSet row) throws SQLException {
        return new StreamId(row.getString(1), row.getString(2));
    }

    private static String micros(String column) {
        return "(extract(epoch from " + column + ") * 1000000)::bigint";
    }

    private <T> List<T> read(String query, Row<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) rows.add(reader.read(result));
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
