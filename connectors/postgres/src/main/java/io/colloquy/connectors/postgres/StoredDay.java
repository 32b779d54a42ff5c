package io.colloquy.connectors.postgres;

import io.colloquy.schemas.DayRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * A row of the view {@code device_days}.
 *
 * @param account of all the streams of the device together
 */
public record StoredDay(String deviceId, DayRow account) {

    /** The UTC day. */
    public LocalDate day() {
        return LocalDate.ofEpochDay(account.day());
    }

    static StoredDay of(ResultSet row) throws SQLException {
        DayRow account = new DayRow(
                row.getObject("day", LocalDate.class).toEpochDay(),
                row.getLong("received_ms"),
                row.getLong("speech_ms"),
                row.getLong("silence_ms"),
                row.getLong("duplicate_ms"),
                row.getLong("failed_ms"),
                row.getLong("pending_ms"),
                row.getInt("chunks"),
                row.getInt("duplicate_chunks"),
                row.getInt("rejected_chunks"));
        return new StoredDay(row.getString("device_id"), account);
    }
}
