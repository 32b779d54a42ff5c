package io.colloquy.connectors.kafka;

import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.ConversationEvent.Kind;
import io.colloquy.schemas.ConversationEvent.Utterance;
import io.colloquy.schemas.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Applies the events of one stream, by the rules of {@link ConversationProjection}. */
final class StreamProjection {
    /** An utterance with the epoch that last spoke of it. */
    private record Said(Utterance utterance, long epoch) {}

    /** By start, then by id. */
    private final NavigableMap<Long, Map<String, Said>> utterances = new TreeMap<>();

    private final Map<String, Long> starts = new HashMap<>();
    /** By start: they are disjoint. */
    private final NavigableMap<Long, ProjectedConversation> conversations = new TreeMap<>();

    private final Map<String, ProjectedConversation> byId = new HashMap<>();
    /** Labels by voice, of each conversation. */
    private final Map<String, Map<String, String>> voices = new HashMap<>();
    /** Conversations that the event takes away; it may bring them back, and then their voices stay. */
    private final List<String> forgotten = new ArrayList<>();

    private long epoch;
    private long revision;

    boolean apply(ConversationEvent event) {
        if (event.epoch() < epoch || event.epoch() == epoch && event.revision() < revision) return false;
        epoch = event.epoch();
        revision = event.revision();
        event.replaces().forEach(this::forgetEarlierEpochs);
        forget(byId.get(event.conversationId()));
        if (event.event() == Kind.UPSERTED) upsert(event);
        forgetVoices();
        event.removedUtterances().forEach(this::forgetUtterance);
        event.utterances().forEach(this::keep);
        return true;
    }

    private void forgetEarlierEpochs(TimeRange time) {
        Collection<Map<String, Said>> begun =
                utterances.subMap(time.from(), time.to()).values();
        List<Utterance> gone = begun.stream()
                .flatMap(said -> said.values().stream())
                .filter(said -> said.epoch < epoch)
                .map(Said::utterance)
                .toList();
        gone.forEach(utterance -> forgetUtterance(utterance.utteranceId()));
        overlapping(time.from(), time.to() - 1).stream()
                .filter(conversation -> conversation.epoch() < epoch)
                .forEach(this::forget);
    }

    private void upsert(ConversationEvent event) {
        overlapping(event.startedAt(), event.endedAt()).forEach(this::forget);
        ProjectedConversation conversation = ProjectedConversation.of(event);
        conversations.put(conversation.startedAt(), conversation);
        byId.put(conversation.conversationId(), conversation);
        if (event.allVoices()) voices.remove(event.conversationId());
        voices.computeIfAbsent(event.conversationId(), id -> new HashMap<>()).putAll(event.voices());
    }

    /** Those with a moment in {@code [first, last]}; of those that begin before it, only the last can reach it. */
    private List<ProjectedConversation> overlapping(long first, long last) {
        Entry<Long, ProjectedConversation> before = conversations.lowerEntry(first);
        long from = before != null && before.getValue().endedAt() >= first ? before.getKey() : first;
        return List.copyOf(conversations.subMap(from, true, last, true).values());
    }

    /** Does nothing where there is none. */
    private void forget(ProjectedConversation conversation) {
        if (conversation == null) return;
        conversations.remove(conversation.startedAt());
        byId.remove(conversation.conversationId());
        forgotten.add(conversation.conversationId());
    }

    private void forgetVoices() {
        forgotten.removeIf(byId::containsKey);
        forgotten.forEach(voices::remove);
        forgotten.clear();
    }

    private void forgetUtterance(String id) {
        Long start = starts.remove(id);
        if (start == null) return;
        Map<String, Said> begun = utterances.get(start);
        begun.remove(id);
        if (begun.isEmpty()) utterances.remove(start);
    }

    private void keep(Utterance utterance) {
        forgetUtterance(utterance.utteranceId());
        starts.put(utterance.utteranceId(), utterance.startedAt());
        utterances
                .computeIfAbsent(utterance.startedAt(), start -> new TreeMap<>())
                .put(utterance.utteranceId(), new Said(utterance, epoch));
    }

    List<ProjectedConversation> conversations() {
        return List.copyOf(conversations.values());
    }

    List<Utterance> transcript(String conversationId) {
        ProjectedConversation conversation = byId.get(conversationId);
        if (conversation == null) return List.of();
        Map<String, String> labels = voices.get(conversationId);
        return utterances.subMap(conversation.startedAt(), true, conversation.endedAt(), true).values().stream()
                .flatMap(begun -> begun.values().stream())
                .map(Said::utterance)
                .map(utterance -> utterance.in(conversationId, labels.get(utterance.voice())))
                .toList();
    }
}
