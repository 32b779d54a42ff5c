package io.colloquy.connectors.postgres;

import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** {@code stream_fences} and the sequence {@code epochs}: who may write to a stream. */
final class FenceTable {
    private static final String INSERT =
            """
            insert into stream_fences (device_id, owner_id)
            select device_id, owner_id from unnest(?::text[], ?::text[]) as r(device_id, owner_id)
            order by device_id, owner_id
            on conflict do nothing
            """;

    private static final String LOCK =
            """
            select f.device_id, f.owner_id, f.epoch, f.counter
            from stream_fences f
            join unnest(?::text[], ?::text[]) as r(device_id, owner_id)
              on f.device_id = r.device_id and f.owner_id = r.owner_id
            order by f.device_id, f.owner_id
            for update of f
            """;

    private static final String MOVE =
            """
            update stream_fences f set epoch = r.epoch, counter = r.counter
            from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[]) as r(device_id, owner_id, epoch, counter)
            where f.device_id = r.device_id and f.owner_id = r.owner_id
            """;

    private FenceTable() {}

    /** An epoch that is greater than any given out before. */
    static long nextEpoch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select nextval('epochs')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Locks the streams until the transaction ends, and reads their fences. All transactions insert before they lock,
     * and do both in the same order. So no two of them wait for each other.
     */
    static Map<StreamId, Fence> lock(Connection connection, Collection<StreamId> streams) throws SQLException {
        List<StreamId> all = streams.stream().distinct().sorted().toList();
        try (ArrayStatement insert = new ArrayStatement(connection, INSERT)) {
            insert.streams(all, stream -> stream).update();
        }
        try (ArrayStatement lock = new ArrayStatement(connection, LOCK)) {
            return read(lock.streams(all, stream -> stream).query());
        }
    }

    private static Map<StreamId, Fence> read(ResultSet rows) throws SQLException {
        Map<StreamId, Fence> fences = new HashMap<>();
        while (rows.next()) {
            fences.put(new StreamId(rows.getString(1), rows.getString(2)), new Fence(rows.getLong(3), rows.getLong(4)));
        }
        return fences;
    }

    static void move(Connection connection, Map<StreamId, Fence> fences) throws SQLException {
        List<Entry<StreamId, Fence>> all = List.copyOf(fences.entrySet());
        try (ArrayStatement move = new ArrayStatement(connection, MOVE)) {
            move.streams(all, Entry::getKey)
                    .longs(all, fence -> fence.getValue().epoch())
                    .longs(all, fence -> fence.getValue().counter())
                    .update();
        }
    }
}
