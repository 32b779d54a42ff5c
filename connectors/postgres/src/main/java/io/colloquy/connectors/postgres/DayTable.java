package io.colloquy.connectors.postgres;

import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** {@code stream_days}: the ledger. */
final class DayTable {
    private static final String UPSERT =
            """
            insert into stream_days as stored
                (device_id, owner_id, day, received_ms, speech_ms, silence_ms, duplicate_ms, failed_ms, pending_ms,
                 chunks, duplicate_chunks, rejected_chunks)
            select device_id, owner_id, date '1970-01-01' + day, received_ms, speech_ms, silence_ms, duplicate_ms,
                   failed_ms, pending_ms, chunks, duplicate_chunks, rejected_chunks
            from unnest(?::text[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[], ?::int[], ?::int[], ?::int[])
              as r(device_id, owner_id, day, received_ms, speech_ms, silence_ms, duplicate_ms, failed_ms, pending_ms,
                   chunks, duplicate_chunks, rejected_chunks)
            on conflict (device_id, owner_id, day) do update
            set (received_ms, speech_ms, silence_ms, duplicate_ms, failed_ms, pending_ms, chunks, duplicate_chunks,
                 rejected_chunks)
                = (excluded.received_ms, excluded.speech_ms, excluded.silence_ms, excluded.duplicate_ms,
                   excluded.failed_ms, excluded.pending_ms, excluded.chunks, excluded.duplicate_chunks,
                   excluded.rejected_chunks)
            where stored is distinct from excluded
            """;

    private DayTable() {}

    /** Writes the accounts that differ from what is stored. */
    static int upsert(Connection connection, List<Revision> revisions) throws SQLException {
        List<Owned<DayRow>> days = Owned.sortedRows(revisions, Revision::days, day -> String.format("%06d", day.day()));
        if (days.isEmpty()) return 0;
        try (ArrayStatement upsert = new ArrayStatement(connection, UPSERT)) {
            return upsert.streams(days, Owned::stream)
                    .ints(days, d -> Math.toIntExact(d.row().day()))
                    .longs(days, d -> d.row().receivedMs())
                    .longs(days, d -> d.row().speechMs())
                    .longs(days, d -> d.row().silenceMs())
                    .longs(days, d -> d.row().duplicateMs())
                    .longs(days, d -> d.row().failedMs())
                    .longs(days, d -> d.row().pendingMs())
                    .ints(days, d -> d.row().chunks())
                    .ints(days, d -> d.row().duplicateChunks())
                    .ints(days, d -> d.row().rejectedChunks())
                    .update();
        }
    }
}
