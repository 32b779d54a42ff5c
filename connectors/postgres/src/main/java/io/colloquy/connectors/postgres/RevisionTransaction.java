package io.colloquy.connectors.postgres;

import io.colloquy.connectors.postgres.ConversationWriter.Outcome;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Durations;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies revisions, all or none. The number of statements does not depend on how many streams take part: the first
 * revisions of all streams go together, then the second ones, and so on.
 */
public final class RevisionTransaction {
    private final long gapMicros;

    /** @param conversationGap how far from its anchor a retired id may still lead to a conversation */
    RevisionTransaction(Duration conversationGap) {
        this.gapMicros = Durations.micros(conversationGap);
    }

    /**
     * Applies the revisions in their order.
     *
     * @param connection not auto-committing. The caller commits it, or rolls it back if this throws
     * @param revisions stamped with their epoch
     */
    Outcome apply(Connection connection, List<Revision> revisions) throws SQLException {
        Map<StreamId, Fence> fences = FenceTable.lock(
                connection, revisions.stream().map(Revision::stream).toList());
        List<List<Revision>> rounds = rounds(revisions, fences);
        int applied = 0;
        int rows = 0;
        for (List<Revision> round : rounds) {
            applied += round.size();
            rows += write(connection, round);
        }
        if (applied > 0) FenceTable.move(connection, fences);
        return new Outcome(applied, revisions.size() - applied, rows);
    }

    /** The revisions that are news, the nth of each stream in the nth round. Moves the fences. */
    private static List<List<Revision>> rounds(List<Revision> revisions, Map<StreamId, Fence> fences) {
        List<List<Revision>> rounds = new ArrayList<>();
        Map<StreamId, Integer> next = new HashMap<>();
        for (Revision revision : revisions) {
            if (revision.epoch() <= 0) throw new IllegalArgumentException("a revision without an epoch");
            if (!fences.get(revision.stream()).isBefore(revision)) continue;
            fences.put(revision.stream(), Fence.of(revision));
            int round = next.merge(revision.stream(), 1, Integer::sum);
            if (round > rounds.size()) rounds.add(new ArrayList<>());
            rounds.get(round - 1).add(revision);
        }
        return rounds;
    }

    private int write(Connection connection, List<Revision> round) throws SQLException {
        int rows = UtteranceTable.deleteRemoved(connection, round);
        rows += UtteranceTable.deleteUnnamed(connection, round);
        rows += UtteranceTable.upsert(connection, round);
        rows += retire(connection, round);
        rows += ConversationTable.upsert(connection, round);
        rows += VoiceTable.write(connection, round);
        rows += DayTable.upsert(connection, round);
        return rows;
    }

    /** Deletes the conversations that revisions take back, whose anchors they know; then those that they don't name. */
    private int retire(Connection connection, List<Revision> round) throws SQLException {
        List<RetiredId> retired = new ArrayList<>(takenBack(round));
        int rows = ConversationTable.delete(connection, retired);
        List<RetiredId> unnamed = ConversationTable.unnamed(connection, round);
        rows += ConversationTable.delete(connection, unnamed);
        retired.addAll(unnamed);
        return rows + RetiredTable.upsert(connection, retired, gapMicros);
    }

    private static List<RetiredId> takenBack(List<Revision> round) {
        Set<String> named = round.stream()
                .flatMap(revision -> revision.conversations().stream())
                .map(ConversationRow::conversationId)
                .collect(Collectors.toSet());
        return Owned.rows(round, Revision::removedConversations).stream()
                .filter(removed -> !named.contains(removed.row().conversationId()))
                .map(removed -> new RetiredId(
                        removed.stream(),
                        removed.row().conversationId(),
                        removed.row().anchor()))
                .toList();
    }
}
