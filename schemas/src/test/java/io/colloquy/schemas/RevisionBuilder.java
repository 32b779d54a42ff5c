package io.colloquy.schemas;

import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Revision.RemovedConversation;
import io.colloquy.schemas.Revision.RemovedUtterance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Says in a test what a revision says; times are in seconds from {@link #START}. */
public final class RevisionBuilder {
    /** 2025-06-01T12:00:00Z, the start of a bucket. */
    public static final long START = 1_748_779_200_000_000L;

    private final StreamId stream;
    private final long epoch;
    private final long counter;
    private final List<Long> buckets = new ArrayList<>();
    private final List<Long> wholeBuckets = new ArrayList<>();
    private final List<String> utteranceIds = new ArrayList<>();
    private final List<UtteranceRow> utterances = new ArrayList<>();
    private final List<RemovedUtterance> removedUtterances = new ArrayList<>();
    private final List<ConversationRow> conversations = new ArrayList<>();
    private final List<RemovedConversation> removedConversations = new ArrayList<>();
    private final List<DayRow> days = new ArrayList<>();

    private RevisionBuilder(StreamId stream, long epoch, long counter) {
        this.stream = stream;
        this.epoch = epoch;
        this.counter = counter;
    }

    public static RevisionBuilder revision(StreamId stream, long epoch, long counter) {
        return new RevisionBuilder(stream, epoch, counter);
    }

    /** The UUID that stands for a name within a stream. */
    public static String id(StreamId stream, String name) {
        return UUID.nameUUIDFromBytes((stream + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static long at(double seconds) {
        return START + Math.round(seconds * 1e6);
    }

    /** Speaks for the buckets first to last, counted from {@link #START}, and whole. */
    public RevisionBuilder buckets(int first, int last) {
        numbered(first, last).forEach(wholeBuckets::add);
        return knownBuckets(first, last);
    }

    /** Speaks for buckets of which the epoch has spoken before. */
    public RevisionBuilder knownBuckets(int first, int last) {
        numbered(first, last).forEach(buckets::add);
        return this;
    }

    private static LongStream numbered(int first, int last) {
        return LongStream.rangeClosed(first, last).map(bucket -> Timeline.bucket(START) + bucket);
    }

    public RevisionBuilder utterance(String name, String conversation, double start, double end, String text) {
        return keeps(name).utterance(utteranceRow(name, conversation, start, end, text));
    }

    private RevisionBuilder utterance(UtteranceRow row) {
        utterances.add(row);
        return this;
    }

    private UtteranceRow utteranceRow(String name, String conversation, double start, double end, String text) {
        List<Word> words = List.of(new Word(text, 0, (int) ((end - start) * 1000), 0.5f));
        return new UtteranceRow(
                id(stream, name),
                id(stream, conversation),
                Timeline.bucket(at(start)),
                at(start),
                at(end),
                1,
                text,
                0.5f,
                words);
    }

    /** The utterance exists and is as it was. */
    public RevisionBuilder keeps(String name) {
        utteranceIds.add(id(stream, name));
        return this;
    }

    /** Of the first bucket. */
    public RevisionBuilder removesUtterance(String name, String conversation) {
        return removesUtterance(name, 0, conversation);
    }

    public RevisionBuilder removesUtterance(String name, int bucket, String conversation) {
        long numbered = Timeline.bucket(START) + bucket;
        removedUtterances.add(new RemovedUtterance(id(stream, name), numbered, id(stream, conversation)));
        return this;
    }

    public RevisionBuilder conversation(String name, double start, double end, String... labels) {
        return conversation(name, start, end, true, true, labels);
    }

    /** Of other buckets than those of these labels, those said before stay. */
    public RevisionBuilder relabelledConversation(String name, double start, double end, String... labels) {
        return conversation(name, start, end, false, true, labels);
    }

    public RevisionBuilder unchangedConversation(String name, double start, double end, String... labels) {
        return conversation(name, start, end, true, false, labels);
    }

    /** The nth label is that of voice 1 in the nth bucket of the conversation. */
    private RevisionBuilder conversation(
            String name, double start, double end, boolean all, boolean changed, String... labels) {
        List<VoiceLabel> voices = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            voices.add(new VoiceLabel(Timeline.bucket(at(start)) + i, 1, labels[i]));
        }
        conversations.add(new ConversationRow(
                id(stream, name),
                at(start),
                at(end),
                false,
                "recognizer, voiceprint",
                (int) Stream.of(labels).distinct().count(),
                voices,
                all,
                List.of(),
                changed));
        return this;
    }

    public RevisionBuilder removesConversation(String name, double start, double end) {
        removedConversations.add(new RemovedConversation(id(stream, name), at(start), at(end), at(start)));
        return this;
    }

    /** All of it speech but what is pending. */
    public RevisionBuilder day(int day, long receivedMs, long pendingMs) {
        days.add(
                new DayRow(Timeline.day(START) + day, receivedMs, receivedMs - pendingMs, 0, 0, 0, pendingMs, 1, 0, 0));
        return this;
    }

    public Revision build() {
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
