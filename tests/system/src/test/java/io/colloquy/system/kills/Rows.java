package io.colloquy.system.kills;

import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.DayFilter;
import io.colloquy.connectors.postgres.StoredConversation;
import io.colloquy.connectors.postgres.StoredDay;
import io.colloquy.connectors.postgres.StoredUtterance;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.schemas.DayRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that may not depend on what happened on the way. Refused records are accounted on the day on which they
 * came, so only their number can be compared.
 */
record Rows(
        List<StoredConversation> conversations,
        List<StoredUtterance> utterances,
        List<StoredDay> days,
        Map<String, Integer> rejected) {

    static Rows read(ConversationReader reader) throws SQLException {
        return reader.snapshot(() -> {
            Rows rows = new Rows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
            reader.conversations(StreamFilter.ALL, row -> rows.conversations.add(comparable(row)));
            reader.utterances(StreamFilter.ALL, rows.utterances::add);
            reader.days(DayFilter.ALL, rows::add);
            return rows;
        });
    }

    /** Without what tells of the way: how often, when and by which run of the job the row was written. */
    private static StoredConversation comparable(StoredConversation c) {
        return new StoredConversation(
                c.conversationId(), c.stream(), c.startedAt(), c.endedAt(), false, c.speakers(), c.models(), 0, 0, 0);
    }

    private void add(StoredDay day) {
        DayRow account = day.account();
        if (account.rejectedChunks() > 0) rejected.merge(day.deviceId(), account.rejectedChunks(), Integer::sum);
        if (account.chunks() > 0) days.add(new StoredDay(day.deviceId(), withoutRejected(account)));
    }

    private static DayRow withoutRejected(DayRow account) {
        return new DayRow(
                account.day(),
                account.receivedMs(),
                account.speechMs(),
                account.silenceMs(),
                account.duplicateMs(),
                account.failedMs(),
                account.pendingMs(),
                account.chunks(),
                account.duplicateChunks(),
                0);
    }
}
