package io.colloquy.connectors.postgres;

import io.colloquy.schemas.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query that has only the conditions that are asked for, so that it is planned for these. */
final class Select {
    /** How many rows the server sends at a time. */
    private static final int FETCH_ROWS = 500;

    private final StringBuilder sql;
    private final List<Object> parameters = new ArrayList<>();
    private String joint = " where ";

    /** @param from {@code select … from …} */
    Select(String from) {
        this.sql = new StringBuilder(from);
    }

    /** Makes a value of a row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Values of what is open in the query itself. */
    Select with(Object... values) {
        parameters.addAll(List.of(values));
        return this;
    }

    /** @param condition with a {@code ?} for each value */
    Select where(String condition, Object... values) {
        sql.append(joint).append(condition);
        joint = " and ";
        parameters.addAll(List.of(values));
        return this;
    }

    /** Adds a condition, or nothing if the value is empty. */
    Select where(String condition, Optional<?> value) {
        return value.isPresent() ? where(condition, value.get()) : this;
    }

    Select where(StreamFilter filter) {
        where("device_id = ?", filter.deviceId()).where("owner_id = ?", filter.ownerId());
        if (filter.begin().isEmpty()) return this;
        TimeRange time = filter.begin().get();
        return where("started_at >= ? and started_at < ?", Instants.of(time.from()), Instants.of(time.to()));
    }

    /** Adds what comes after the conditions. */
    Select then(String rest) {
        sql.append(' ').append(rest);
        return this;
    }

    /** @param connection not auto-committing, since the driver would fetch all rows at once */
    <T> void forEach(Connection connection, RowReader<T> reader, RowConsumer<? super T> consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            statement.setFetchSize(FETCH_ROWS);
            for (int i = 0; i < parameters.size(); i++) statement.setObject(i + 1, parameters.get(i));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) consumer.accept(reader.read(rows));
        }
    }
}
