package io.colloquy.connectors.postgres;

import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A statement that takes any number of rows at once: each column is one array for {@code unnest}. So there is one round
 * trip however many streams a flush touches. Parameters are set in the order of the calls.
 */
final class ArrayStatement implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement statement;
    private int set;

    ArrayStatement(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    /** Two columns: device and owner. */
    <T> ArrayStatement streams(List<T> rows, Function<T, StreamId> column) throws SQLException {
        return texts(rows, row -> column.apply(row).deviceId())
                .texts(rows, row -> column.apply(row).ownerId());
    }

    <T> ArrayStatement texts(List<T> rows, Function<T, String> column) throws SQLException {
        return array("text", rows.stream().map(column).toArray(String[]::new));
    }

    <T> ArrayStatement uuids(List<T> rows, Function<T, String> column) throws SQLException {
        return array("uuid", rows.stream().map(column).map(UUID::fromString).toArray(UUID[]::new));
    }

    <T> ArrayStatement longs(List<T> rows, ToLongFunction<T> column) throws SQLException {
        return array("int8", rows.stream().mapToLong(column).boxed().toArray(Long[]::new));
    }

    <T> ArrayStatement ints(List<T> rows, ToIntFunction<T> column) throws SQLException {
        return array("int4", rows.stream().mapToInt(column).boxed().toArray(Integer[]::new));
    }

    <T> ArrayStatement floats(List<T> rows, ToDoubleFunction<T> column) throws SQLException {
        return array(
                "float4",
                rows.stream().map(row -> (float) column.applyAsDouble(row)).toArray(Float[]::new));
    }

    ArrayStatement value(long value) throws SQLException {
        statement.setLong(++set, value);
        return this;
    }

    ArrayStatement value(boolean value) throws SQLException {
        statement.setBoolean(++set, value);
        return this;
    }

    private ArrayStatement array(String type, Object[] elements) throws SQLException {
        statement.setArray(++set, connection.createArrayOf(type, elements));
        return this;
    }

    /** How many rows changed. */
    int update() throws SQLException {
        return statement.executeUpdate();
    }

    /** Open until the statement is closed. */
    ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
