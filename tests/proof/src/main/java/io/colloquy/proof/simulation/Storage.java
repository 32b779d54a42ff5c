package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.proof.oracle.Oracle.Utterance;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a reader of revisions would have stored of one stream. It may hold what an incarnation wrote that was lost
 * since, so a revision clears the ranges that it speaks for.
 */
public final class Storage {
    private final Map<String, UtteranceRow> utterances = new TreeMap<>();
    private final Map<String, ConversationRow> conversations = new TreeMap<>();
    private final Map<String, Map<Voice, String>> labels = new TreeMap<>();
    private final Map<Long, DayRow> days = new TreeMap<>();

    private record Voice(long bucket, int number) {}

    public void apply(Revision revision) {
        for (RemovedUtterance gone : revision.removedUtterances()) {
            UtteranceRow stored = utterances.get(gone.utteranceId());
            if (stored != null && stored.bucket() == gone.bucket()) utterances.remove(gone.utteranceId());
        }
        Set<String> named = new HashSet<>(revision.utteranceIds());
        utterances
                .values()
                .removeIf(row -> revision.wholeBuckets().contains(row.bucket()) && !named.contains(row.utteranceId()));
        for (UtteranceRow row : revision.utterances()) utterances.put(row.utteranceId(), row);
        assertThat(utterances.keySet()).as("every named row is stored").containsAll(named);
        applyConversations(revision);
        for (DayRow day : revision.days()) {
            assertThat(day.balanced()).as("account %s", day).isTrue();
            days.put(day.day(), day);
        }
    }

    private void applyConversations(Revision revision) {
        revision.removedConversations().forEach(gone -> conversations.remove(gone.conversationId()));
        Set<String> named = new HashSet<>();
        for (ConversationRow row : revision.conversations()) named.add(row.conversationId());
        conversations.values().removeIf(row -> !named.contains(row.conversationId()) && speaksFor(revision, row));
        for (ConversationRow row : revision.conversations()) {
            ConversationRow stored = conversations.put(row.conversationId(), row);
            Map<Voice, String> before = Map.copyOf(labels.getOrDefault(row.conversationId(), Map.of()));
            label(row, revision);
            if (row.changed()) continue;
            assertThat(header(row)).as("what is called unchanged").isEqualTo(header(stored));
            assertThat(labels.get(row.conversationId())).isEqualTo(before);
        }
        labels.keySet().retainAll(conversations.keySet());
    }

    private void label(ConversationRow row, Revision revision) {
        Map<Voice, String> known = labels.computeIfAbsent(row.conversationId(), id -> new HashMap<>());
        Set<Long> named = row.voices().stream().map(VoiceLabel::bucket).collect(Collectors.toSet());
        known.keySet()
                .removeIf(voice -> row.allVoices()
                        || named.contains(voice.bucket)
                        || revision.buckets().contains(voice.bucket)
                        || voice.bucket < Timeline.bucket(row.startedAt())
                        || voice.bucket > Timeline.bucket(row.endedAt()));
        for (VoiceLabel voice : row.voices()) known.put(new Voice(voice.bucket(), voice.voice()), voice.label());
    }

    private static boolean speaksFor(Revision revision, ConversationRow row) {
        long first = Timeline.bucket(row.startedAt());
        long last = Timeline.bucket(row.endedAt());
        return revision.buckets().stream().anyMatch(bucket -> bucket >= first && bucket <= last)
                || revision.conversations().stream()
                        .anyMatch(c -> c.startedAt() <= row.endedAt() && c.endedAt() >= row.startedAt());
    }

    private static List<Object> header(ConversationRow row) {
        return List.of(row.startedAt(), row.endedAt(), row.settled(), row.models(), row.speakers());
    }

    /** Headers as they were published. */
    public List<ConversationRow> headers() {
        return List.copyOf(conversations.values());
    }

    public List<DayRow> days() {
        return List.copyOf(days.values());
    }

    /** As the views would show it. */
    public List<Conversation> conversations() {
        List<Conversation> result = new ArrayList<>();
        for (ConversationRow row : conversations.values()) {
            List<Utterance> members = utterances.values().stream()
                    .filter(u -> u.startedAt() >= row.startedAt() && u.startedAt() <= row.endedAt())
                    .map(u -> new Utterance(
                            u.utteranceId(), u.startedAt(), u.endedAt(), speaker(row, u), u.text(), u.words()))
                    .sorted(Comparator.comparingLong(Utterance::start).thenComparing(Utterance::id))
                    .toList();
            assertThat(members.stream().map(Utterance::speaker).distinct()).hasSize(row.speakers());
            result.add(new Conversation(row.conversationId(), row.startedAt(), row.endedAt(), members));
        }
        result.sort(Comparator.comparingLong(Conversation::start));
        return result;
    }

    private String speaker(ConversationRow conversation, UtteranceRow utterance) {
        return labels.get(conversation.conversationId())
                .getOrDefault(new Voice(utterance.bucket(), utterance.voice()), "nobody");
    }
}
