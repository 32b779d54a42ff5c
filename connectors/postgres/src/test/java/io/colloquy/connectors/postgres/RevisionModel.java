package io.colloquy.connectors.postgres;

import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedConversation;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What revisions mean, said in maps: every rule looks at everything. Rows come out as Postgres prints them. */
final class RevisionModel {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'+00'").withZone(ZoneOffset.UTC);

    /** @param labels by {@code bucket|voice} */
    private record Stored(ConversationRow row, long revision, Map<String, String> labels) {}

    private final StreamId stream;
    private final long gapMicros;
    private final Map<String, UtteranceRow> utterances = new TreeMap<>();
    private final Map<String, Stored> conversations = new TreeMap<>();
    private final Map<String, Long> anchors = new TreeMap<>();
    private final Map<Long, DayRow> days = new TreeMap<>();
    private long epoch;
    private long counter;

    RevisionModel(StreamId stream, Duration gap) {
        this.stream = stream;
        this.gapMicros = gap.toNanos() / 1_000;
    }

    void apply(Revision revision) {
        if (!revision.stream().equals(stream)) throw new IllegalArgumentException("another stream");
        if (revision.epoch() < epoch || revision.epoch() == epoch && revision.counter() <= counter) return;
        epoch = revision.epoch();
        counter = revision.counter();
        for (RemovedUtterance removed : revision.removedUtterances()) {
            UtteranceRow stored = utterances.get(removed.utteranceId());
            if (stored != null && stored.bucket() == removed.bucket()) utterances.remove(removed.utteranceId());
        }
        utterances
                .values()
                .removeIf(u -> revision.wholeBuckets().contains(Timeline.bucket(u.startedAt()))
                        && !revision.utteranceIds().contains(u.utteranceId()));
        revision.utterances().forEach(u -> utterances.put(u.utteranceId(), u));
        retire(revision);
        revision.conversations().forEach(c -> store(revision, c));
        revision.days().forEach(day -> days.put(day.day(), day));
    }

    private void retire(Revision revision) {
        Set<String> named = revision.conversations().stream()
                .map(ConversationRow::conversationId)
                .collect(Collectors.toSet());
        for (Stored stored : List.copyOf(conversations.values())) {
            ConversationRow c = stored.row;
            if (named.contains(c.conversationId()) || !spokenFor(revision, c)) continue;
            conversations.remove(c.conversationId());
            anchors.put(c.conversationId(), c.startedAt());
        }
        for (RemovedConversation removed : revision.removedConversations()) {
            if (named.contains(removed.conversationId())) continue;
            conversations.remove(removed.conversationId());
            anchors.put(removed.conversationId(), removed.anchor());
        }
    }

    private static boolean spokenFor(Revision revision, ConversationRow c) {
        return revision.buckets().stream()
                        .anyMatch(bucket ->
                                Timeline.bucket(c.startedAt()) <= bucket && Timeline.bucket(c.endedAt()) >= bucket)
                || revision.conversations().stream()
                        .anyMatch(n -> c.startedAt() <= n.endedAt() && c.endedAt() >= n.startedAt());
    }

    private void store(Revision revision, ConversationRow c) {
        Stored old = conversations.get(c.conversationId());
        boolean same = old != null && columns(old.row).equals(columns(c)) && !revision.touches(c);
        Map<String, String> labels = new TreeMap<>();
        if (old != null && !c.allVoices()) labels.putAll(old.labels);
        labels.keySet().removeIf(voice -> !stays(Long.parseLong(voice.split("\\|")[0]), c, revision));
        for (VoiceLabel voice : c.voices()) labels.put(voice.bucket() + "|" + voice.voice(), voice.label());
        conversations.put(c.conversationId(), new Stored(c, same ? old.revision : revision.counter(), labels));
    }

    /** What was said before of the voices of a bucket. */
    private static boolean stays(long bucket, ConversationRow c, Revision revision) {
        return Timeline.bucket(c.startedAt()) <= bucket
                && bucket <= Timeline.bucket(c.endedAt())
                && !revision.buckets().contains(bucket)
                && c.voices().stream().noneMatch(voice -> voice.bucket() == bucket);
    }

    private static String columns(ConversationRow c) {
        return String.join(
                "|", c.conversationId(), time(c.startedAt()), time(c.endedAt()), String.valueOf(c.speakers()));
    }

    List<String> voices() {
        return conversations.values().stream()
                .flatMap(stored -> stored.labels.entrySet().stream()
                        .map(label -> stored.row.conversationId() + "|" + label.getKey() + "|" + label.getValue()))
                .toList();
    }

    private static String time(long micros) {
        return TIME.format(Instant.ofEpochSecond(micros / 1_000_000));
    }

    List<String> conversations() {
        return conversations.values().stream()
                .map(stored -> columns(stored.row) + "|" + stored.revision)
                .toList();
    }

    List<String> utterances() {
        return utterances.values().stream()
                .flatMap(u -> at(u.startedAt()).map(stored -> shown(u, stored)).stream())
                .toList();
    }

    private static String shown(UtteranceRow u, Stored stored) {
        String speaker = stored.labels.get(u.bucket() + "|" + u.voice());
        return Stream.of(u.utteranceId(), stored.row.conversationId(), time(u.startedAt()), speaker, u.text())
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
    }

    private Optional<Stored> at(long micros) {
        return conversations.values().stream()
                .filter(stored -> distance(micros, stored.row) == 0)
                .findFirst();
    }

    private static long distance(long micros, ConversationRow c) {
        return Math.max(0, Math.max(c.startedAt() - micros, micros - c.endedAt()));
    }

    List<String> aliases() {
        return anchors.entrySet().stream()
                .filter(alias -> !conversations.containsKey(alias.getKey()))
                .map(alias -> nearest(alias.getValue())
                        .map(c -> alias.getKey() + "|" + c.conversationId())
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private Optional<ConversationRow> nearest(long anchor) {
        return conversations.values().stream()
                .map(Stored::row)
                .filter(c -> distance(anchor, c) < gapMicros)
                .min(Comparator.comparingLong((ConversationRow c) -> distance(anchor, c))
                        .thenComparing(ConversationRow::conversationId));
    }

    List<String> days() {
        return days.values().stream()
                .map(day -> LocalDate.ofEpochDay(day.day()) + "|" + day.receivedMs())
                .toList();
    }
}
