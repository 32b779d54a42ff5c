package io.colloquy.connectors.postgres;

import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code conversations}: the ranges of a stream are disjoint, before and after each revision. */
final class ConversationTable {
    /**
     * Ranges are disjoint, so of those that start before {@code lo} only the last can reach it. {@code offset 0} keeps
     * the planner from making a join of it: for that, it might read all that a stream holds.
     */
    private static final String UNNAMED =
            """
            select distinct spoken.device_id, spoken.owner_id, c.conversation_id,
                   (extract(epoch from c.started_at) * 1000000)::bigint
            from (select device_id, owner_id,
                         timestamptz 'epoch' + lo * interval '1 microsecond' as lo,
                         timestamptz 'epoch' + hi * interval '1 microsecond' as hi
                  from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[]) as r(device_id, owner_id, lo, hi)) spoken
            cross join lateral (
                (select conversation_id, started_at from conversations
                 where device_id = spoken.device_id and owner_id = spoken.owner_id and started_at > spoken.lo
                   and started_at <= spoken.hi
                 offset 0)
                union all
                (select conversation_id, started_at
                 from (select conversation_id, started_at, ended_at from conversations
                       where device_id = spoken.device_id and owner_id = spoken.owner_id and started_at <= spoken.lo
                       order by started_at desc limit 1) last
                 where ended_at >= spoken.lo)
            ) c
            where c.conversation_id <> all (?::uuid[])
            """;

    private static final String DELETE =
            "delete from conversations where device_id = ? and owner_id = ? and conversation_id = ?";

    private static final String UPSERT =
            """
            insert into conversations as stored
                (device_id, owner_id, conversation_id, started_at, ended_at, status, speakers, models, epoch, revision)
            select device_id, owner_id, conversation_id,
                   timestamptz 'epoch' + started_at * interval '1 microsecond',
                   timestamptz 'epoch' + ended_at * interval '1 microsecond',
                   status, speakers, models, epoch, revision
            from unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[],
                        ?::bigint[], ?::bigint[])
              as r(device_id, owner_id, conversation_id, started_at, ended_at, status, speakers, models, epoch,
                   revision)
            on conflict (conversation_id) do update
            set (started_at, ended_at, status, speakers, models, epoch, revision, updated_at)
                = (excluded.started_at, excluded.ended_at, excluded.status, excluded.speakers, excluded.models,
                   excluded.epoch, excluded.revision, now())
            where ? or (stored.started_at, stored.ended_at, stored.status, stored.speakers, stored.models)
                is distinct from
                  (excluded.started_at, excluded.ended_at, excluded.status, excluded.speakers, excluded.models)
            """;

    private ConversationTable() {}

    /** From {@code lo} to {@code hi}, both included, µs since the epoch. */
    private record Reach(long lo, long hi) {}

    private record Header(Revision revision, ConversationRow row) {}

    /** The conversations that overlap a range that is spoken for, and are not named. */
    static List<RetiredId> unnamed(Connection connection, List<Revision> revisions) throws SQLException {
        List<Owned<Reach>> ranges = Owned.rows(revisions, ConversationTable::rangesSpokenFor);
        if (ranges.isEmpty()) return List.of();
        List<Owned<ConversationRow>> named = Owned.rows(revisions, Revision::conversations);
        try (ArrayStatement unnamed = new ArrayStatement(connection, UNNAMED)) {
            return retired(unnamed.streams(ranges, Owned::stream)
                    .longs(ranges, range -> range.row().lo)
                    .longs(ranges, range -> range.row().hi)
                    .uuids(named, c -> c.row().conversationId())
                    .query());
        }
    }

    private static List<Reach> rangesSpokenFor(Revision revision) {
        Stream<Reach> buckets = revision.buckets().stream()
                .map(bucket -> new Reach(
                        bucket * Timeline.BUCKET_MICROS, bucket * Timeline.BUCKET_MICROS + Timeline.BUCKET_MICROS - 1));
        Stream<Reach> conversations = revision.conversations().stream().map(c -> new Reach(c.startedAt(), c.endedAt()));
        return Stream.concat(buckets, conversations).toList();
    }

    private static List<RetiredId> retired(ResultSet rows) throws SQLException {
        List<RetiredId> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(new RetiredId(
                    new StreamId(rows.getString(1), rows.getString(2)), rows.getString(3), rows.getLong(4)));
        }
        return ids;
    }

    /** Deletes these, wherever they lie. */
    static int delete(Connection connection, List<RetiredId> ids) throws SQLException {
        try (BatchStatement delete = new BatchStatement(connection, DELETE)) {
            for (RetiredId id : ids)
                delete.stream(id.stream()).uuid(id.conversationId()).add();
            return delete.update();
        }
    }

    /**
     * Writes the headers that differ from what is stored, and those of conversations in which an utterance changed:
     * their {@code updated_at} and {@code revision} tell a reader that there is something new.
     */
    static int upsert(Connection connection, List<Revision> revisions) throws SQLException {
        List<Header> headers = revisions.stream()
                .flatMap(revision -> revision.conversations().stream().map(row -> new Header(revision, row)))
                .sorted((a, b) -> a.row.conversationId().compareTo(b.row.conversationId()))
                .toList();
        var byTouched =
                headers.stream().collect(Collectors.partitioningBy(header -> header.revision.touches(header.row)));
        return upsert(connection, byTouched.get(true), true) + upsert(connection, byTouched.get(false), false);
    }

    private static int upsert(Connection connection, List<Header> headers, boolean always) throws SQLException {
        if (headers.isEmpty()) return 0;
        try (ArrayStatement upsert = new ArrayStatement(connection, UPSERT)) {
            return upsert.streams(headers, header -> header.revision.stream())
                    .uuids(headers, header -> header.row.conversationId())
                    .longs(headers, header -> header.row.startedAt())
                    .longs(headers, header -> header.row.endedAt())
                    .texts(headers, header -> header.row.status())
                    .ints(headers, header -> header.row.speakers())
                    .texts(headers, header -> header.row.models())
                    .longs(headers, header -> header.revision.epoch())
                    .longs(headers, header -> header.revision.counter())
                    .value(always)
                    .update();
        }
    }
}
