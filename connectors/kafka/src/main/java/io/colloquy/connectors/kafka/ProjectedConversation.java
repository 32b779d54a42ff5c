package io.colloquy.connectors.kafka;

import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.StreamId;
import java.util.List;

/**
 * A conversation as its last event left it.
 *
 * @param conversationId a UUID
 * @param startedAt µs since the epoch, of its first utterance
 * @param endedAt µs since the epoch, the greatest end of an utterance
 * @param status {@code open} or {@code settled}
 * @param aliases ids once published that now lead here, as far as its last event knew of them
 * @param epoch the number that the database gave to the start of the job that last spoke of it
 * @param revision of the stream, in which it was last spoken of
 */
public record ProjectedConversation(
        String conversationId,
        StreamId stream,
        long startedAt,
        long endedAt,
        String status,
        List<String> aliases,
        long epoch,
        long revision) {

    public ProjectedConversation {
        aliases = List.copyOf(aliases);
    }

    static ProjectedConversation of(ConversationEvent event) {
        return new ProjectedConversation(
                event.conversationId(),
                new StreamId(event.deviceId(), event.ownerId()),
                event.startedAt(),
                event.endedAt(),
                event.status(),
                event.aliases(),
                event.epoch(),
                event.revision());
    }
}
