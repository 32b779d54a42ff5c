package io.colloquy.connectors.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** {@code stream_utterances}. */
final class UtteranceTable {
    /** Of one bucket: a join with many would be planned by guessing how much a stream holds, and may read all of it. */
    private static final String DELETE_UNNAMED =
            """
            delete from stream_utterances
            where device_id = ?
              and owner_id = ?
              and started_at >= timestamptz 'epoch' + ?::bigint * interval '1 microsecond'
              and started_at < timestamptz 'epoch' + ?::bigint * interval '1 microsecond'
              and utterance_id <> all (?)
            """;

    private static final String DELETE_REMOVED =
            """
            delete from stream_utterances u
            using unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[]) as r(device_id, owner_id, utterance_id, bucket)
            where u.device_id = r.device_id
              and u.owner_id = r.owner_id
              and u.utterance_id = r.utterance_id
              and u.bucket = r.bucket
            """;

    private static final String UPSERT =
            """
            insert into stream_utterances as stored
                (device_id, owner_id, utterance_id, bucket, started_at, ended_at, voice, text, confidence, words)
            select device_id, owner_id, utterance_id, bucket,
                   timestamptz 'epoch' + started_at * interval '1 microsecond',
                   timestamptz 'epoch' + ended_at * interval '1 microsecond',
                   voice, text, confidence, words::jsonb
            from unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::text[],
                        ?::real[], ?::text[])
              as r(device_id, owner_id, utterance_id, bucket, started_at, ended_at, voice, text, confidence, words)
            on conflict (device_id, owner_id, utterance_id) do update
            set (bucket, started_at, ended_at, voice, text, confidence, words)
                = (excluded.bucket, excluded.started_at, excluded.ended_at, excluded.voice, excluded.text,
                   excluded.confidence, excluded.words)
            where (stored.bucket, stored.started_at, stored.ended_at, stored.voice, stored.text, stored.confidence,
                   stored.words)
                is distinct from
                  (excluded.bucket, excluded.started_at, excluded.ended_at, excluded.voice, excluded.text,
                   excluded.confidence, excluded.words)
            """;

    private static final ObjectWriter JSON = new ObjectMapper().writer();

    private UtteranceTable() {}

    /** Deletes what was removed, unless it has another place by now. */
    static int deleteRemoved(Connection connection, List<Revision> revisions) throws SQLException {
        List<Owned<RemovedUtterance>> removed = Owned.rows(revisions, Revision::removedUtterances);
        if (removed.isEmpty()) return 0;
        try (ArrayStatement delete = new ArrayStatement(connection, DELETE_REMOVED)) {
            return delete.streams(removed, Owned::stream)
                    .uuids(removed, gone -> gone.row().utteranceId())
                    .longs(removed, gone -> gone.row().bucket())
                    .update();
        }
    }

    /** Deletes what lies in a whole bucket and is not named: by its stored start, which is what puts it there. */
    static int deleteUnnamed(Connection connection, List<Revision> revisions) throws SQLException {
        List<Owned<Long>> buckets = Owned.rows(revisions, Revision::wholeBuckets);
        if (buckets.isEmpty()) return 0;
        Map<StreamId, Array> named = new HashMap<>();
        try (PreparedStatement delete = connection.prepareStatement(DELETE_UNNAMED)) {
            for (Owned<Long> bucket : buckets) {
                StreamId stream = bucket.stream();
                if (!named.containsKey(stream)) named.put(stream, named(connection, revisions, stream));
                delete.setString(1, stream.deviceId());
                delete.setString(2, stream.ownerId());
                delete.setLong(3, bucket.row() * Timeline.BUCKET_MICROS);
                delete.setLong(4, (bucket.row() + 1) * Timeline.BUCKET_MICROS);
                delete.setArray(5, named.get(stream));
                delete.addBatch();
            }
            return IntStream.of(delete.executeBatch()).sum();
        }
    }

    private static Array named(Connection connection, List<Revision> revisions, StreamId stream) throws SQLException {
        Object[] ids = revisions.stream()
                .filter(revision -> revision.stream().equals(stream))
                .flatMap(revision -> revision.utteranceIds().stream())
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        return connection.createArrayOf("uuid", ids);
    }

    /** Writes the changed utterances that differ from what is stored. */
    static int upsert(Connection connection, List<Revision> revisions) throws SQLException {
        List<Owned<UtteranceRow>> rows = Owned.sortedRows(revisions, Revision::utterances, UtteranceRow::utteranceId);
        if (rows.isEmpty()) return 0;
        try (ArrayStatement upsert = new ArrayStatement(connection, UPSERT)) {
            return upsert.streams(rows, Owned::stream)
                    .uuids(rows, u -> u.row().utteranceId())
                    .longs(rows, u -> u.row().bucket())
                    .longs(rows, u -> u.row().startedAt())
                    .longs(rows, u -> u.row().endedAt())
                    .ints(rows, u -> u.row().voice())
                    .texts(rows, u -> u.row().text())
                    .floats(rows, u -> u.row().confidence())
                    .texts(rows, u -> json(u.row()))
                    .update();
        }
    }

    private static String json(UtteranceRow utterance) {
        try {
            return JSON.writeValueAsString(utterance.words());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words of utterance " + utterance.utteranceId(), e);
        }
    }
}
