package io.colloquy.connectors.postgres;

import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** {@code conversation_voices}; a conversation that goes takes its own along. */
final class VoiceTable {
    private static final String DELETE_UNNAMED =
            """
            delete from conversation_voices v
            using unnest(?::uuid[], ?::bigint[], ?::bigint[]) as gone(conversation_id, first, last)
            where v.conversation_id = gone.conversation_id
              and v.bucket >= gone.first
              and v.bucket <= gone.last
              and not exists (select from unnest(?::uuid[], ?::bigint[], ?::int[]) as named(conversation_id, bucket, voice)
                              where named.conversation_id = v.conversation_id
                                and named.bucket = v.bucket
                                and named.voice = v.voice)
            """;

    private static final String UPSERT =
            """
            insert into conversation_voices as stored (conversation_id, bucket, voice, label)
            select conversation_id, bucket, voice, label
            from unnest(?::uuid[], ?::bigint[], ?::int[], ?::text[]) as r(conversation_id, bucket, voice, label)
            on conflict (conversation_id, bucket, voice) do update set label = excluded.label
            where stored.label <> excluded.label
            """;

    private VoiceTable() {}

    /** Buckets of a conversation of which what is not named is gone. */
    private record Gone(String conversationId, long first, long last) {}

    private record Named(String conversationId, VoiceLabel voice) {}

    /** To be called once the headers are stored. */
    static int write(Connection connection, List<Revision> revisions) throws SQLException {
        List<Named> named = revisions.stream()
                .flatMap(revision -> revision.conversations().stream())
                .flatMap(row -> row.voices().stream().map(voice -> new Named(row.conversationId(), voice)))
                .toList();
        return deleteUnnamed(connection, revisions, named) + upsert(connection, named);
    }

    private static int deleteUnnamed(Connection connection, List<Revision> revisions, List<Named> named)
            throws SQLException {
        List<Gone> gone = revisions.stream()
                .flatMap(revision -> revision.conversations().stream().flatMap(row -> gone(revision, row)))
                .toList();
        if (gone.isEmpty()) return 0;
        try (ArrayStatement delete = new ArrayStatement(connection, DELETE_UNNAMED)) {
            return delete.uuids(gone, Gone::conversationId)
                    .longs(gone, Gone::first)
                    .longs(gone, Gone::last)
                    .uuids(named, Named::conversationId)
                    .longs(named, voice -> voice.voice.bucket())
                    .ints(named, voice -> voice.voice.voice())
                    .update();
        }
    }

    /** What it does not reach any more, what the revision speaks for, and what it names: or everything. */
    private static Stream<Gone> gone(Revision revision, ConversationRow row) {
        String id = row.conversationId();
        if (row.allVoices()) return Stream.of(new Gone(id, Long.MIN_VALUE, Long.MAX_VALUE));
        Stream<Gone> beyond = Stream.of(
                new Gone(id, Long.MIN_VALUE, Timeline.bucket(row.startedAt()) - 1),
                new Gone(id, Timeline.bucket(row.endedAt()) + 1, Long.MAX_VALUE));
        Stream<Gone> spokenFor = Stream.concat(
                        revision.buckets().stream(), row.voices().stream().map(VoiceLabel::bucket))
                .distinct()
                .map(bucket -> new Gone(id, bucket, bucket));
        return Stream.concat(beyond, spokenFor);
    }

    private static int upsert(Connection connection, List<Named> named) throws SQLException {
        if (named.isEmpty()) return 0;
        try (ArrayStatement upsert = new ArrayStatement(connection, UPSERT)) {
            return upsert.uuids(named, Named::conversationId)
                    .longs(named, voice -> voice.voice.bucket())
                    .ints(named, voice -> voice.voice.voice())
                    .texts(named, voice -> voice.voice.label())
                    .update();
        }
    }
}
