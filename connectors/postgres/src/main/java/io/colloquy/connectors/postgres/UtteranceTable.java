package io.colloquy.connectors.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** {@code stream_utterances}. */
final class UtteranceTable {
    private static final String DELETE_UNNAMED =
            """
            delete from stream_utterances
            where device_id = ?
              and owner_id = ?
              and started_at >= timestamptz 'epoch' + ?::bigint * interval '1 microsecond'
              and started_at < timestamptz 'epoch' + ?::bigint * interval '1 microsecond'
              and utterance_id <> all (?::uuid[])
            """;

    private static final String DELETE_REMOVED =
            "delete from stream_utterances where device_id = ? and owner_id = ? and utterance_id = ? and bucket = ?";

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

    /** Deletes utterances that were removed, unless they begin in another bucket now. */
    static int deleteRemoved(Connection connection, List<Revision> revisions) throws SQLException {
        try (BatchStatement delete = new BatchStatement(connection, DELETE_REMOVED)) {
            for (Owned<RemovedUtterance> gone : Owned.rows(revisions, Revision::removedUtterances)) {
                delete.stream(gone.stream())
                        .uuid(gone.row().utteranceId())
                        .value(gone.row().bucket())
                        .add();
            }
            return delete.update();
        }
    }

    /** Deletes utterances that start in a whole bucket, as they are stored, and are not named. */
    static int deleteUnnamed(Connection connection, List<Revision> revisions) throws SQLException {
        try (BatchStatement delete = new BatchStatement(connection, DELETE_UNNAMED)) {
            for (Revision revision : revisions) {
                for (long bucket : revision.wholeBuckets()) {
                    delete.stream(revision.stream())
                            .value(bucket * Timeline.BUCKET_MICROS)
                            .value((bucket + 1) * Timeline.BUCKET_MICROS)
                            .uuids(revision.utteranceIds())
                            .add();
                }
            }
            return delete.update();
        }
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
