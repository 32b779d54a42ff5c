package io.colloquy.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.Map;

/**
 * What the topic {@code conversations} says of one conversation in one revision; its JSON is described by
 * {@code conversation-event.schema.json}. Delivered at least once: a reader keeps the greatest (epoch, revision) of
 * each stream and ignores what is less. Equal ones speak of other conversations, of more utterances of the same, or are
 * repeats.
 *
 * <p>An event holds the utterances that changed themselves. What others belong to, and who speaks them, changes with
 * the conversations alone: an utterance belongs to the conversation of its device and owner whose [startedAt, endedAt]
 * contains its start, and its speaker is that conversation's label of its voice, as last said. Conversations of a
 * stream are disjoint: an upserted one takes the place of those that it overlaps. So a reader that keeps utterances by
 * id and conversations by range follows whatever merges, splits or is relabelled.
 *
 * <p>A job that fails starts again from its last checkpoint, with a greater epoch. It may never learn what it said
 * after that checkpoint. So an event says first which times its revision speaks for: what else a lower epoch was the
 * last to say there is gone. What this epoch said there stays, for its later revisions say only what differs. A
 * revision that has nothing to say makes no event, though it speaks for some times; so what only a lower epoch found
 * there stays until the next revision that speaks for them and makes one. But for this, a reader holds what is stored.
 *
 * @param startedAt µs since the epoch
 * @param endedAt µs since the epoch
 * @param status {@code open} or {@code settled}; null for a conversation that is removed
 * @param epoch the number that the database gave to the start of the job that speaks, greater than all before it
 * @param revision grows by one with each revision of the stream within an epoch
 * @param replaces the times that the revision speaks for, ascending, none of which touch: before the rest of the
 *     revision is applied, utterances of the stream that begin in them, and conversations of the stream that overlap
 *     them, are gone if they were last said with a lower epoch. Empty in all but the first event of a revision
 * @param aliases ids once published that now lead here
 * @param voices labels (S1, S2, …) by voice, {@code bucket:voice}: those that changed, and those of the utterances that
 *     did; empty where the conversation is removed
 * @param allVoices whether the conversation has no others; else those that were said before stay
 * @param utterances those that changed, whole; where they are many, several events of the revision share them
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
        List<TimeRange> replaces,
        List<String> aliases,
        Map<String, String> voices,
        boolean allVoices,
        List<Utterance> utterances,
        List<String> removedUtterances) {

    public ConversationEvent {
        replaces = List.copyOf(replaces);
        aliases = List.copyOf(aliases);
        voices = Map.copyOf(voices);
        utterances = List.copyOf(utterances);
        removedUtterances = List.copyOf(removedUtterances);
    }

    /** The same, as the first event of a revision that speaks for these times. */
    public ConversationEvent replacing(List<TimeRange> replaces) {
        return with(replaces, utterances, removedUtterances);
    }

    /** The same conversation in the same revision, with other utterances. */
    public ConversationEvent part(List<Utterance> utterances, List<String> removedUtterances) {
        return with(replaces, utterances, removedUtterances);
    }

    private ConversationEvent with(
            List<TimeRange> replaces, List<Utterance> utterances, List<String> removedUtterances) {
        return new ConversationEvent(
                event,
                conversationId,
                deviceId,
                ownerId,
                startedAt,
                endedAt,
                status,
                epoch,
                revision,
                replaces,
                aliases,
                voices,
                allVoices,
                utterances,
                removedUtterances);
    }

    /** What happened to the conversation. */
    public enum Kind {
        @JsonProperty("upserted")
        UPSERTED,
        @JsonProperty("removed")
        REMOVED
    }

    /**
     * An utterance with the columns of the view {@code utterances}, as they are in this revision, and its voice.
     *
     * @param startedAt µs since the epoch
     * @param endedAt µs since the epoch
     * @param speaker S1, S2, … in order of first appearance in the conversation
     * @param voice {@code bucket:voice}, by which a later event's {@code voices} may give another speaker
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
            String voice,
            String text,
            float confidence,
            List<Word> words) {

        public Utterance {
            words = List.copyOf(words);
        }

        /** The same, as part of another conversation, where its voice has another label. */
        public Utterance in(String conversationId, String speaker) {
            return new Utterance(
                    conversationId,
                    utteranceId,
                    deviceId,
                    ownerId,
                    startedAt,
                    endedAt,
                    speaker,
                    voice,
                    text,
                    confidence,
                    words);
        }
    }
}
