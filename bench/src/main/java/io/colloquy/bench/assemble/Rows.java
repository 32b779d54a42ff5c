package io.colloquy.bench.assemble;

import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedConversation;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.UtteranceRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A sink of rows by id that counts what is written to it; a deletion is a row too. */
final class Rows {
    private final Map<String, Range> conversations = new HashMap<>();
    private final Map<String, Said> utterances = new HashMap<>();
    private long written;

    /** Where a conversation lies, µs since the epoch. */
    record Range(StreamId stream, long start, long end) {}

    /** An utterance without its id. */
    record Said(StreamId stream, long start, long end, String text) {}

    void upsert(String id, Range conversation) {
        conversations.put(id, conversation);
        written++;
    }

    void upsert(StreamId stream, UtteranceRow row) {
        utterances.put(row.utteranceId(), new Said(stream, row.startedAt(), row.endedAt(), row.text()));
        written++;
    }

    /** Writes what the Postgres sink writes: headers that changed, or that changed utterances belong to, and accounts. */
    void apply(Revision revision) {
        for (RemovedUtterance gone : revision.removedUtterances()) {
            utterances.remove(gone.utteranceId());
            written++;
        }
        for (UtteranceRow row : revision.utterances()) upsert(revision.stream(), row);
        for (RemovedConversation gone : revision.removedConversations()) {
            conversations.remove(gone.conversationId());
            written++;
        }
        for (ConversationRow row : revision.conversations()) {
            if (!revision.touches(row)) continue;
            upsert(row.conversationId(), new Range(revision.stream(), row.startedAt(), row.endedAt()));
        }
        written += revision.days().size();
    }

    long written() {
        return written;
    }

    Collection<Range> conversations() {
        return conversations.values();
    }

    Collection<Said> utterances() {
        return utterances.values();
    }
}
