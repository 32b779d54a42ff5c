package io.colloquy.connectors.kafka;

import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.ConversationEvent.Kind;
import io.colloquy.schemas.ConversationEvent.Utterance;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedConversation;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.TimeRange;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes events of revisions, for readers of the topic {@code conversations}. {@link ConversationProjection} is the
 * other side: it applies them.
 */
public final class ConversationEvents {
    /** Of some 2 KB each, so that an event stays far below {@link Topics#MAX_EVENT_BYTES}. */
    private static final int MOST_UTTERANCES = 500;

    private ConversationEvents() {}

    /**
     * The events of a revision: removals first, then each conversation of which there is news, in as many events as its
     * utterances need. If a removal came later, it would take utterances from the conversation that they moved to.
     *
     * <p>The first event says which buckets the revision speaks for. These are all of its buckets, not only its whole
     * ones: the first revision of an epoch often comes before the models have answered, and then makes no event.
     */
    public static List<ConversationEvent> of(Revision revision) {
        Stream<ConversationEvent> removed =
                revision.removedConversations().stream().map(conversation -> removed(revision, conversation));
        Stream<ConversationEvent> upserted = revision.conversations().stream()
                .filter(revision::touches)
                .flatMap(conversation -> parts(upserted(revision, conversation)));
        List<ConversationEvent> events =
                Stream.concat(removed, upserted).collect(Collectors.toCollection(ArrayList::new));
        if (!events.isEmpty()) events.set(0, events.get(0).replacing(times(revision.buckets())));
        return events;
    }

    /** The times of buckets, which ascend. Adjacent buckets make one time. */
    private static List<TimeRange> times(List<Long> buckets) {
        List<TimeRange> times = new ArrayList<>();
        for (long bucket : buckets) {
            long from = bucket * Timeline.BUCKET_MICROS;
            long to = from + Timeline.BUCKET_MICROS;
            int last = times.size() - 1;
            if (last >= 0 && times.get(last).to() == from)
                times.set(last, new TimeRange(times.get(last).from(), to));
            else times.add(new TimeRange(from, to));
        }
        return times;
    }

    private static ConversationEvent removed(Revision revision, RemovedConversation conversation) {
        return new ConversationEvent(
                Kind.REMOVED,
                conversation.conversationId(),
                revision.stream().deviceId(),
                revision.stream().ownerId(),
                conversation.startedAt(),
                conversation.endedAt(),
                null,
                revision.epoch(),
                revision.counter(),
                List.of(),
                List.of(),
                Map.of(),
                true,
                List.of(),
                removedUtterances(revision, conversation.conversationId()));
    }

    private static ConversationEvent upserted(Revision revision, ConversationRow conversation) {
        Map<String, String> voices = conversation.voices().stream()
                .collect(Collectors.toMap(voice -> key(voice.bucket(), voice.voice()), VoiceLabel::label));
        return new ConversationEvent(
                Kind.UPSERTED,
                conversation.conversationId(),
                revision.stream().deviceId(),
                revision.stream().ownerId(),
                conversation.startedAt(),
                conversation.endedAt(),
                conversation.status(),
                revision.epoch(),
                revision.counter(),
                List.of(),
                conversation.aliases(),
                voices,
                conversation.allVoices(),
                utterances(revision, conversation, voices),
                removedUtterances(revision, conversation.conversationId()));
    }

    /** The event, or several that share its utterances. The first of them says what is removed. */
    private static Stream<ConversationEvent> parts(ConversationEvent whole) {
        List<Utterance> all = whole.utterances();
        if (all.size() <= MOST_UTTERANCES) return Stream.of(whole);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + MOST_UTTERANCES)
                .mapToObj(from -> whole.part(
                        all.subList(from, Math.min(from + MOST_UTTERANCES, all.size())),
                        from == 0 ? whole.removedUtterances() : List.of()));
    }

    /** Names a voice by the columns {@code bucket} and {@code voice} of {@code conversation_voices}. */
    private static String key(long bucket, int voice) {
        return bucket + ":" + voice;
    }

    private static List<Utterance> utterances(
            Revision revision, ConversationRow conversation, Map<String, String> voices) {
        return revision.utterances().stream()
                .filter(utterance -> utterance.conversationId().equals(conversation.conversationId()))
                .map(utterance -> utterance(revision, utterance, voices))
                .toList();
    }

    private static Utterance utterance(Revision revision, UtteranceRow row, Map<String, String> voices) {
        String voice = key(row.bucket(), row.voice());
        return new Utterance(
                row.conversationId(),
                row.utteranceId(),
                revision.stream().deviceId(),
                revision.stream().ownerId(),
                row.startedAt(),
                row.endedAt(),
                voices.get(voice),
                voice,
                row.text(),
                row.confidence(),
                row.words());
    }

    private static List<String> removedUtterances(Revision revision, String conversationId) {
        return revision.removedUtterances().stream()
                .filter(removed -> removed.conversationId().equals(conversationId))
                .map(RemovedUtterance::utteranceId)
                .toList();
    }
}
