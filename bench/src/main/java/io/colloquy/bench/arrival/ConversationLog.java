package io.colloquy.bench.arrival;

import io.colloquy.demo.scoring.FoundConversation;
import io.colloquy.demo.scoring.FoundUtterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader finds in the end. */
record ConversationLog(List<FoundConversation> conversations, List<Logged> utterances) {

    ConversationLog {
        conversations = List.copyOf(conversations);
        utterances = List.copyOf(utterances);
    }

    /** An utterance, and the sound that it tells of. */
    record Logged(FoundUtterance row, List<RecordedSpan> sound) {

        Logged {
            sound = RecordedSpan.joined(sound);
        }

        private FoundUtterance asRecorded() {
            long from = sound.stream().mapToLong(RecordedSpan::from).min().orElseThrow();
            long to = sound.stream().mapToLong(RecordedSpan::to).max().orElseThrow();
            return new FoundUtterance(row.stream(), row.conversationId(), from, to, row.speaker(), row.text());
        }
    }

    /** Conversations from the first to the last of their utterances. */
    static ConversationLog of(List<Logged> utterances) {
        Map<String, FoundConversation> conversations = new LinkedHashMap<>();
        for (Logged logged : utterances) {
            FoundUtterance row = logged.row;
            FoundConversation alone = new FoundConversation(row.stream(), row.conversationId(), row.start(), row.end());
            conversations.merge(row.conversationId(), alone, ConversationLog::union);
        }
        return new ConversationLog(List.copyOf(conversations.values()), utterances);
    }

    private static FoundConversation union(FoundConversation a, FoundConversation b) {
        return new FoundConversation(
                a.stream(), a.conversationId(), Math.min(a.start(), b.start()), Math.max(a.end(), b.end()));
    }

    /** The rows at the times at which what they tell of was really said: a clock makes no word wrong. */
    List<FoundUtterance> asRecorded() {
        return utterances.stream().map(Logged::asRecorded).toList();
    }
}
