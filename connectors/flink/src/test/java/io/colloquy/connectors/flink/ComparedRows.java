package io.colloquy.connectors.flink;

import io.colloquy.connectors.kafka.ConversationProjection;
import io.colloquy.connectors.kafka.ProjectedConversation;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.StoredConversation;
import io.colloquy.connectors.postgres.StoredUtterance;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.schemas.ConversationEvent.Utterance;
import io.colloquy.schemas.StreamId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a reader of the topic and a reader of the tables should agree on, of one stream, in order of time. */
record ComparedRows(List<String> conversations, List<String> utterances) {

    static ComparedRows of(ConversationProjection projection, StreamId stream) {
        List<ProjectedConversation> conversations = projection.conversations(stream);
        return new ComparedRows(
                conversations.stream().map(ComparedRows::shown).toList(),
                conversations.stream()
                        .flatMap(conversation -> projection.transcript(stream, conversation.conversationId()).stream())
                        .map(ComparedRows::shown)
                        .toList());
    }

    static ComparedRows of(ConversationReader reader, StreamId stream) throws SQLException {
        StreamFilter filter = StreamFilter.ALL.device(stream.deviceId()).owner(stream.ownerId());
        ComparedRows rows = new ComparedRows(new ArrayList<>(), new ArrayList<>());
        reader.conversations(filter, conversation -> rows.conversations.add(shown(conversation)));
        reader.utterances(filter, utterance -> rows.utterances.add(shown(utterance)));
        return rows;
    }

    private static String shown(ProjectedConversation c) {
        return String.join(
                "|", c.conversationId(), String.valueOf(c.startedAt()), String.valueOf(c.endedAt()), c.status());
    }

    private static String shown(StoredConversation c) {
        return String.join(
                "|",
                c.conversationId(),
                String.valueOf(c.startedAt()),
                String.valueOf(c.endedAt()),
                c.settled() ? "settled" : "open");
    }

    private static String shown(Utterance u) {
        return String.join(
                "|",
                u.utteranceId(),
                u.conversationId(),
                String.valueOf(u.startedAt()),
                String.valueOf(u.endedAt()),
                u.speaker(),
                u.text(),
                u.words().toString());
    }

    private static String shown(StoredUtterance u) {
        return String.join(
                "|",
                u.utteranceId(),
                u.conversationId(),
                String.valueOf(u.startedAt()),
                String.valueOf(u.endedAt()),
                u.speaker(),
                u.text(),
                u.words().toString());
    }
}
