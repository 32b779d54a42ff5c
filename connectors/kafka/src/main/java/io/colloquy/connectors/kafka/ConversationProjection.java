package io.colloquy.connectors.kafka;

import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.ConversationEvent.Utterance;
import io.colloquy.schemas.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a reader of the topic {@code conversations} knows: the same conversations and utterances as the tables hold,
 * without asking the database. Hand it every event in the order of its partition, from the topic's beginning; repeats
 * do no harm.
 *
 * <ul>
 *   <li>An event with a smaller (epoch, revision) than the greatest of its stream is out of date.
 *   <li>{@code replaces} comes before the rest. Utterances that begin in these times, and conversations that overlap
 *       them, go if a smaller epoch was the last to speak of them.
 *   <li>Conversations of a stream are disjoint, so one that is upserted takes the place of those that it overlaps.
 *   <li>An utterance belongs to the conversation that contains its start. Its speaker is what that conversation last
 *       called its voice. So an event that merges, splits or relabels conversations repeats no utterance.
 * </ul>
 *
 * <p>One difference to the tables remains: a revision without news makes no event. What only a failed run of the job
 * said of its times stays here until the next event that replaces them.
 *
 * <p>It keeps all that it is told and has not been told to forget, some 2 KB for each utterance. Not for several
 * threads.
 */
public final class ConversationProjection {
    private final Map<StreamId, StreamProjection> streams = new HashMap<>();

    /** Takes in an event. False where it is out of date, and so changes nothing. */
    public boolean apply(ConversationEvent event) {
        StreamId stream = new StreamId(event.deviceId(), event.ownerId());
        return streams.computeIfAbsent(stream, key -> new StreamProjection()).apply(event);
    }

    /** Every stream of which there was an event. */
    public Set<StreamId> streams() {
        return new TreeSet<>(streams.keySet());
    }

    /** The conversations of a stream, in order of time. */
    public List<ProjectedConversation> conversations(StreamId stream) {
        return of(stream).map(StreamProjection::conversations).orElse(List.of());
    }

    /**
     * What is said in a conversation, in order of time: each utterance with the conversation that it belongs to now,
     * and with the speaker that it has now. Empty where there is no such conversation.
     */
    public List<Utterance> transcript(StreamId stream, String conversationId) {
        return of(stream)
                .map(projection -> projection.transcript(conversationId))
                .orElse(List.of());
    }

    private Optional<StreamProjection> of(StreamId stream) {
        return Optional.ofNullable(streams.get(stream));
    }
}
