package io.colloquy.proof.cluster;

import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.StoredUtterance;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.proof.oracle.Oracle.Utterance;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conversations in Postgres, as the definition puts them. */
public final class StoredConversations {
    private StoredConversations() {}

    /** By device, owner and start. */
    public static List<Conversation> read(ConversationReader reader, StreamFilter filter) throws SQLException {
        return reader.snapshot(() -> {
            Map<String, List<Utterance>> said = new HashMap<>();
            reader.utterances(
                    filter, utterance -> said.computeIfAbsent(utterance.conversationId(), id -> new ArrayList<>())
                            .add(utterance(utterance)));
            List<Conversation> found = new ArrayList<>();
            reader.conversations(
                    filter,
                    c -> found.add(new Conversation(
                            c.conversationId(),
                            c.startedAt(),
                            c.endedAt(),
                            said.getOrDefault(c.conversationId(), List.of()))));
            return found;
        });
    }

    private static Utterance utterance(StoredUtterance stored) {
        return new Utterance(
                stored.utteranceId(),
                stored.startedAt(),
                stored.endedAt(),
                stored.speaker(),
                stored.text(),
                stored.words());
    }
}
