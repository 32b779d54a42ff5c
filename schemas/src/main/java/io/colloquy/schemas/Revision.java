package io.colloquy.schemas;

import java.util.List;

/**
 * What is now true of some ten-minute buckets of a stream. It speaks for them whole: rows of these buckets that it does
 * not name do not exist any more, and neither do conversations that overlap these buckets, or a conversation named
 * here, without being named. So whatever a lost attempt left behind disappears with the next word about its place.
 *
 * @param epoch which attempt of the job speaks; 0 until it is stamped on the way to the sinks
 * @param counter grows by one with each revision of the stream within an attempt
 * @param buckets the buckets spoken for, ascending
 * @param utteranceIds every utterance of these buckets
 * @param utterances those of them whose row changed
 * @param removedUtterances ids published before that are gone
 * @param conversations every conversation that touches the buckets or one beside them
 * @param removedConversations conversations published before whose ids are gone
 * @param days the accounts that changed, as absolute values
 */
public record Revision(
        StreamId stream,
        long epoch,
        long counter,
        List<Long> buckets,
        List<String> utteranceIds,
        List<UtteranceRow> utterances,
        List<RemovedUtterance> removedUtterances,
        List<ConversationRow> conversations,
        List<RemovedConversation> removedConversations,
        List<DayRow> days) {

    public Revision {
        buckets = List.copyOf(buckets);
        utteranceIds = List.copyOf(utteranceIds);
        utterances = List.copyOf(utterances);
        removedUtterances = List.copyOf(removedUtterances);
        conversations = List.copyOf(conversations);
        removedConversations = List.copyOf(removedConversations);
        days = List.copyOf(days);
    }

    /** An utterance that was published as part of a conversation and is no more. */
    public record RemovedUtterance(String utteranceId, String conversationId) {}

    /**
     * A conversation that was published and is no more.
     *
     * @param anchor where its id pointed: the start of its first member, µs since the epoch
     */
    public record RemovedConversation(String conversationId, long startedAt, long endedAt, long anchor) {}

    /** Whether there is news of this conversation: of its header, or of utterances that are or were part of it. */
    public boolean touches(ConversationRow conversation) {
        String id = conversation.conversationId();
        return conversation.changed()
                || utterances.stream()
                        .anyMatch(utterance -> utterance.conversationId().equals(id))
                || removedUtterances.stream()
                        .anyMatch(removed -> removed.conversationId().equals(id));
    }

    /** The same, spoken by the attempt {@code epoch}. */
    public Revision stamped(long epoch) {
        return new Revision(
                stream,
                epoch,
                counter,
                buckets,
                utteranceIds,
                utterances,
                removedUtterances,
                conversations,
                removedConversations,
                days);
    }
}
