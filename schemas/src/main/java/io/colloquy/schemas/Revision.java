package io.colloquy.schemas;

import java.util.List;

/**
 * What is now true of some ten-minute buckets of a stream. Conversations that overlap these buckets, or a conversation
 * named here, without being named do not exist any more. The first time that an epoch speaks for a bucket it speaks for
 * it whole: rows there that it does not name do not exist either. So whatever an earlier epoch left behind, that the
 * job lost when it failed, disappears with the next word about its place. From then on the job knows what is stored
 * there, and says what differs.
 *
 * @param epoch the number that the database gave to the start of the job that speaks, greater than all before it; 0
 *     until the revision is stamped on the way to the sinks
 * @param counter grows by one with each revision of the stream within an epoch
 * @param buckets the buckets spoken for, ascending
 * @param wholeBuckets those of them that are spoken for whole
 * @param utteranceIds every utterance of these
 * @param utterances rows of the whole buckets, and those of the others that changed
 * @param removedUtterances those published before that are gone
 * @param conversations every conversation that touches the buckets or one beside them, and those that settle elsewhere
 * @param removedConversations conversations published before whose ids are gone
 * @param days the accounts that changed, as absolute values
 */
public record Revision(
        StreamId stream,
        long epoch,
        long counter,
        List<Long> buckets,
        List<Long> wholeBuckets,
        List<String> utteranceIds,
        List<UtteranceRow> utterances,
        List<RemovedUtterance> removedUtterances,
        List<ConversationRow> conversations,
        List<RemovedConversation> removedConversations,
        List<DayRow> days) {

    public Revision {
        buckets = List.copyOf(buckets);
        wholeBuckets = List.copyOf(wholeBuckets);
        utteranceIds = List.copyOf(utteranceIds);
        utterances = List.copyOf(utterances);
        removedUtterances = List.copyOf(removedUtterances);
        conversations = List.copyOf(conversations);
        removedConversations = List.copyOf(removedConversations);
        days = List.copyOf(days);
    }

    /**
     * An utterance that was published as part of a conversation and is no more.
     *
     * @param bucket that it was in: it may begin in another one now
     */
    public record RemovedUtterance(String utteranceId, long bucket, String conversationId) {}

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

    /** The same, spoken in this epoch. */
    public Revision stamped(long epoch) {
        return new Revision(
                stream,
                epoch,
                counter,
                buckets,
                wholeBuckets,
                utteranceIds,
                utterances,
                removedUtterances,
                conversations,
                removedConversations,
                days);
    }
}
