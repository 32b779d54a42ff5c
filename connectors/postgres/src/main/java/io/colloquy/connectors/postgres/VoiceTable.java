package io.colloquy.connectors.postgres;

import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code conversation_voices}. The rows of a conversation go with it. */
final class VoiceTable {
    private static final String DELETE_UNNAMED =
            """
            delete from conversation_voices v
            where conversation_id = ?
              and bucket >= ?
              and bucket <= ?
              and not exists (select from unnest(?::bigint[], ?::int[]) as named(bucket, voice)
                              where named.bucket = v.bucket and named.voice = v.voice)
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

    private record Named(String conversationId, VoiceLabel voice) {}

    /** Writes labels. Call it when the headers are stored. */
    static int write(Connection connection, List<Revision> revisions) throws SQLException {
        return deleteUnnamed(connection, revisions) + upsert(connection, revisions);
    }

    private static int deleteUnnamed(Connection connection, List<Revision> revisions) throws SQLException {
        try (BatchStatement delete = new BatchStatement(connection, DELETE_UNNAMED)) {
            for (Revision revision : revisions) {
                for (ConversationRow row : revision.conversations()) deleteUnnamed(delete, revision, row);
            }
            return delete.update();
        }
    }

    /**
     * Deletes labels that the row does not name: outside of the conversation's range, and in buckets that the revision
     * speaks for or names labels of; or anywhere, if the row has all labels.
     */
    private static void deleteUnnamed(BatchStatement delete, Revision revision, ConversationRow row)
            throws SQLException {
        if (row.allVoices()) {
            deleteUnnamed(delete, row, Long.MIN_VALUE, Long.MAX_VALUE);
            return;
        }
        deleteUnnamed(delete, row, Long.MIN_VALUE, Timeline.bucket(row.startedAt()) - 1);
        deleteUnnamed(delete, row, Timeline.bucket(row.endedAt()) + 1, Long.MAX_VALUE);
        Set<Long> spokenFor = new TreeSet<>(revision.buckets());
        for (VoiceLabel voice : row.voices()) spokenFor.add(voice.bucket());
        for (long bucket : spokenFor) deleteUnnamed(delete, row, bucket, bucket);
    }

    private static void deleteUnnamed(BatchStatement delete, ConversationRow row, long first, long last)
            throws SQLException {
        List<VoiceLabel> named = row.voices().stream()
                .filter(voice -> voice.bucket() >= first && voice.bucket() <= last)
                .toList();
        delete.uuid(row.conversationId())
                .value(first)
                .value(last)
                .longs(named, VoiceLabel::bucket)
                .ints(named, VoiceLabel::voice)
                .add();
    }

    private static int upsert(Connection connection, List<Revision> revisions) throws SQLException {
        List<Named> named = revisions.stream()
                .flatMap(revision -> revision.conversations().stream())
                .flatMap(row -> row.voices().stream().map(voice -> new Named(row.conversationId(), voice)))
                .toList();
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
