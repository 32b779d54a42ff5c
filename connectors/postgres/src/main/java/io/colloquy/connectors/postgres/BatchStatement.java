package io.colloquy.connectors.postgres;

import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * A statement that is planned for one row or range, and run for many in one round trip. A join would be planned by a
 * guess of how much a stream holds, and might read all of it. Parameters are set in the order of the calls.
 */
final class BatchStatement implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement statement;
    private int set;
    private boolean empty = true;

    BatchStatement(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    /** Two parameters: device and owner. */
    BatchStatement stream(StreamId stream) throws SQLException {
        statement.setString(++set, stream.deviceId());
        statement.setString(++set, stream.ownerId());
        return this;
    }

    BatchStatement uuid(String id) throws SQLException {
        statement.setObject(++set, UUID.fromString(id));
        return this;
    }

    BatchStatement value(long value) throws SQLException {
        statement.setLong(++set, value);
        return this;
    }

    BatchStatement uuids(List<String> ids) throws SQLException {
        return array("uuid", ids.stream().map(UUID::fromString).toArray(UUID[]::new));
    }

    <T> BatchStatement longs(List<T> rows, ToLongFunction<T> column) throws SQLException {
        return array("int8", rows.stream().mapToLong(column).boxed().toArray(Long[]::new));
    }

    <T> BatchStatement ints(List<T> rows, ToIntFunction<T> column) throws SQLException {
        return array("int4", rows.stream().mapToInt(column).boxed().toArray(Integer[]::new));
    }

    private BatchStatement array(String type, Object[] elements) throws SQLException {
        statement.setArray(++set, connection.createArrayOf(type, elements));
        return this;
    }

    /** Ends the parameters of one run; the next call sets the first again. */
    void add() throws SQLException {
        statement.addBatch();
        set = 0;
        empty = false;
    }

    /** How many rows changed in all. */
    int update() throws SQLException {
        return empty ? 0 : IntStream.of(statement.executeBatch()).sum();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
