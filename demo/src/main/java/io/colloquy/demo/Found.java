package io.colloquy.demo;

import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.DayFilter;
import io.colloquy.connectors.postgres.StoredUtterance;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.LedgerCheck.DeviceDay;
import io.colloquy.schemas.DayRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a reader of the tables finds in all, as the scores take it. */
public final class Found {
    private Found() {}

    static boolean anyConversation(ConversationReader reader) throws SQLException {
        return !reader.newest(StreamFilter.ALL, 1).isEmpty();
    }

    public static List<FoundConversation> conversations(ConversationReader reader) throws SQLException {
        List<FoundConversation> found = new ArrayList<>();
        reader.conversations(
                StreamFilter.ALL,
                c -> found.add(new FoundConversation(c.stream(), c.conversationId(), c.startedAt(), c.endedAt())));
        return found;
    }

    static List<FoundUtterance> utterances(ConversationReader reader) throws SQLException {
        List<FoundUtterance> found = new ArrayList<>();
        reader.utterances(StreamFilter.ALL, u -> found.add(utterance(u)));
        return found;
    }

    public static FoundUtterance utterance(StoredUtterance row) {
        return new FoundUtterance(
                row.stream(), row.conversationId(), row.startedAt(), row.endedAt(), row.speaker(), row.text());
    }

    public static Map<DeviceDay, DayRow> ledger(ConversationReader reader) throws SQLException {
        Map<DeviceDay, DayRow> ledger = new HashMap<>();
        reader.days(
                DayFilter.ALL,
                row -> ledger.put(new DeviceDay(row.deviceId(), row.account().day()), row.account()));
        return ledger;
    }
}
