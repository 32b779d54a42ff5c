package io.colloquy.connectors.flink;

import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.ConversationEvent.Kind;
import io.colloquy.schemas.ConversationEvent.Range;
import io.colloquy.schemas.ConversationEvent.Utterance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a reader of one stream's events keeps, by the rule of {@link ConversationEvent}; shown as Postgres prints it. */
final class EventReader {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'+00'").withZone(ZoneOffset.UTC);

    private record Said(Utterance utterance, long epoch) {}

    private final Map<String, Said> utterances = new TreeMap<>();
    private final Map<String, ConversationEvent> conversations = new TreeMap<>();
    private final Map<String, Map<String, String>> voices = new TreeMap<>();
    private long epoch;
    private long revision;

    void apply(ConversationEvent event) {
        if (event.epoch() < epoch || event.epoch() == epoch && event.revision() < revision) return;
        epoch = event.epoch();
        revision = event.revision();
        event.replaces().forEach(this::forgetEarlierEpochs);
        conversations.remove(event.conversationId());
        if (event.event() == Kind.UPSERTED) {
            conversations
                    .values()
                    .removeIf(other -> other.startedAt() <= event.endedAt() && other.endedAt() >= event.startedAt());
            conversations.put(event.conversationId(), event);
            if (event.allVoices()) voices.remove(event.conversationId());
            voices.computeIfAbsent(event.conversationId(), id -> new TreeMap<>())
                    .putAll(event.voices());
        }
        voices.keySet().retainAll(conversations.keySet());
        event.removedUtterances().forEach(utterances::remove);
        event.utterances()
                .forEach(utterance -> utterances.put(utterance.utteranceId(), new Said(utterance, event.epoch())));
    }

    private void forgetEarlierEpochs(Range time) {
        utterances.values().removeIf(said -> said.epoch < epoch && begins(said.utterance, time));
        conversations.values().removeIf(said -> said.epoch() < epoch && overlaps(said, time));
    }

    private static boolean begins(Utterance utterance, Range time) {
        return utterance.startedAt() >= time.from() && utterance.startedAt() < time.to();
    }

    private static boolean overlaps(ConversationEvent conversation, Range time) {
        return conversation.startedAt() < time.to() && conversation.endedAt() >= time.from();
    }

    List<String> utterances() {
        return utterances.values().stream()
                .map(Said::utterance)
                .flatMap(utterance ->
                        at(utterance.startedAt()).map(conversation -> shown(utterance, conversation)).stream())
                .toList();
    }

    private Optional<ConversationEvent> at(long micros) {
        return conversations.values().stream()
                .filter(conversation -> conversation.startedAt() <= micros && conversation.endedAt() >= micros)
                .findFirst();
    }

    private String shown(Utterance utterance, ConversationEvent conversation) {
        return String.join(
                "|",
                utterance.utteranceId(),
                conversation.conversationId(),
                TIME.format(Instant.ofEpochSecond(utterance.startedAt() / 1_000_000)),
                String.valueOf(voices.get(conversation.conversationId()).get(utterance.voice())),
                utterance.text());
    }
}
