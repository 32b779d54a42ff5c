package io.colloquy.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;

/**
 * What the topic {@code conversations} says of one conversation in one revision; its JSON is described by
 * {@code conversation-event.schema.json}. Delivered at least once: a reader keeps the greatest (epoch, revision) of each
 * stream and ignores what is less. Equal ones speak of other conversations, or are repeats.
 *
 * @param startedAt µs since the epoch
 * @param endedAt µs since the epoch
 * @param status {@code open} or {@code settled}; null for a conversation that is removed
 * @param epoch which attempt of the job speaks
 * @param revision grows by one with each revision of the stream within an epoch
 * @param aliases ids once published that now lead here
 * @param utterances those that changed, whole
 * @param removedUtterances ids that are no longer part of this conversation
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ConversationEvent(
        Kind event,
        String conversationId,
        String deviceId,
        String ownerId,
        @JsonSerialize(using = IsoMicros.Serializer.class) @JsonDeserialize(using = IsoMicros.Deserializer.class)
                long startedAt,
        @JsonSerialize(using = IsoMicros.Serializer.class) @JsonDeserialize(using = IsoMicros.Deserializer.class)
                long endedAt,
        String status,
        long epoch,
        long revision,
        List<String> aliases,
        List<Utterance> utterances,
        List<String> removedUtterances) {

    public ConversationEvent {
        aliases = List.copyOf(aliases);
        utterances = List.copyOf(utterances);
        removedUtterances = List.copyOf(removedUtterances);
    }

    /** What happened to the conversation. */
    public enum Kind {
        @JsonProperty("upserted")
        UPSERTED,
        @JsonProperty("removed")
        REMOVED
    }

    /**
     * An utterance with the columns of the view {@code utterances}.
     *
     * @param startedAt µs since the epoch
     * @param endedAt µs since the epoch
     * @param speaker S1, S2, … in order of first appearance in the conversation
     * @param confidence mean over the words, 0–1
     * @param words times in ms from the utterance's start
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Utterance(
            String conversationId,
            String utteranceId,
            String deviceId,
            String ownerId,
            @JsonSerialize(using = IsoMicros.Serializer.class) @JsonDeserialize(using = IsoMicros.Deserializer.class)
                    long startedAt,
            @JsonSerialize(using = IsoMicros.Serializer.class) @JsonDeserialize(using = IsoMicros.Deserializer.class)
                    long endedAt,
            String speaker,
            String text,
            float confidence,
            List<Word> words) {

        public Utterance {
            words = List.copyOf(words);
        }
    }
}
