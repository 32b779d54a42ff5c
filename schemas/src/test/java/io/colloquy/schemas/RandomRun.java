package io.colloquy.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A run of the job, with an epoch of its own. It hears something else at random, and says so by the rules of
 * {@link Revision}. It knows what it said itself, and what earlier runs had said until it was copied from one of them.
 */
public final class RandomRun {
    static final int BUCKETS = 5;

    private static final int GAP_MINUTES = 5;

    private record Conversation(String name, int first, int last, String label) {
        boolean reaches(int from, int to) {
            return first / 10 <= to && last / 10 >= from;
        }

        boolean holds(int minute) {
            return first <= minute && minute <= last;
        }
    }

    private record Head(Conversation conversation, long epoch) {}

    private final StreamId stream;
    private final Random random;
    private final long epoch;
    private long counter;
    /** Names of utterances, each half a minute long, by the minute that they begin in; said or not. */
    private final TreeMap<Integer, String> heard = new TreeMap<>();

    private final TreeMap<Integer, String> said = new TreeMap<>();
    private final Map<String, Head> heads = new TreeMap<>();
    private final Map<Integer, Long> spoken = new TreeMap<>();

    public RandomRun(StreamId stream, Random random, long epoch) {
        this.stream = stream;
        this.random = random;
        this.epoch = epoch;
    }

    /** One that begins with all that this one knows now. */
    public RandomRun next(long epoch) {
        RandomRun next = new RandomRun(stream, random, epoch);
        next.counter = counter;
        next.heard.putAll(heard);
        next.said.putAll(said);
        next.heads.putAll(heads);
        next.spoken.putAll(spoken);
        return next;
    }

    /** Something else is heard in some buckets; sometimes nothing any more, or not yet. */
    public Revision hearsOtherwise() {
        int first = random.nextInt(BUCKETS);
        int last = Math.min(BUCKETS - 1, first + random.nextInt(3));
        boolean silence = random.nextInt(3) == 0;
        for (int minute = first * 10; minute < (last + 1) * 10; minute++) {
            if (silence || random.nextInt(4) == 0) heard.remove(minute);
            else if (random.nextInt(8) == 0) heard.put(minute, name(minute));
        }
        return revision(first, last);
    }

    /** An utterance is heard that nobody said before. */
    public Revision hearsIn(int bucket) {
        int minute = bucket * 10 + random.nextInt(10);
        heard.put(minute, name(minute) + "-" + epoch + "-" + counter);
        return revision(bucket, bucket);
    }

    private String name(int minute) {
        return "u" + minute + "abc".charAt(random.nextInt(3));
    }

    private Revision revision(int first, int last) {
        RevisionBuilder revision = RevisionBuilder.revision(stream, epoch, ++counter);
        List<Conversation> conversations = conversations();
        IntStream.rangeClosed(first, last).forEach(bucket -> addUtterances(revision, bucket, conversations));
        addHeaders(revision, conversations, first - 1, last + 1);
        return revision.build();
    }

    private List<Conversation> conversations() {
        List<Conversation> found = new ArrayList<>();
        int first = -1;
        for (int minute : heard.keySet()) {
            if (first < 0) first = minute;
            Integer next = heard.higherKey(minute);
            if (next != null && next - minute <= GAP_MINUTES) continue;
            String label = "S" + (1 + heard.subMap(first, minute + 1).size() % 2);
            found.add(new Conversation("c" + heard.get(first), first, minute, label));
            first = -1;
        }
        return found;
    }

    private void addUtterances(RevisionBuilder revision, int bucket, List<Conversation> conversations) {
        boolean whole = !Objects.equals(spoken.put(bucket, epoch), epoch);
        if (whole) revision.buckets(bucket, bucket);
        else revision.knownBuckets(bucket, bucket);
        for (int minute = bucket * 10; minute < (bucket + 1) * 10; minute++) {
            String now = heard.get(minute);
            String before = now == null ? said.remove(minute) : said.put(minute, now);
            if (before != null && !before.equals(now)) {
                revision.removesUtterance(before, bucket, heldBy(minute, conversations));
            }
            if (now == null || !whole && now.equals(before)) continue;
            revision.utterance(now, heldBy(minute, conversations), minute * 60, minute * 60 + 30, now);
        }
    }

    /** Now, or else when it was said. */
    private String heldBy(int minute, List<Conversation> conversations) {
        List<Conversation> all = new ArrayList<>(conversations);
        heads.values().forEach(head -> all.add(head.conversation));
        return all.stream()
                .filter(conversation -> conversation.holds(minute))
                .findFirst()
                .orElseThrow()
                .name;
    }

    private void addHeaders(RevisionBuilder revision, List<Conversation> conversations, int from, int to) {
        TreeSet<String> gone = new TreeSet<>(heads.keySet());
        for (Conversation conversation : conversations) {
            if (!conversation.reaches(from, to)) continue;
            gone.remove(conversation.name);
            Head head = new Head(conversation, epoch);
            addHeader(revision, conversation, !head.equals(heads.put(conversation.name, head)));
        }
        for (String name : gone) {
            Conversation before = heads.get(name).conversation;
            if (!before.reaches(from, to)) continue;
            heads.remove(name);
            revision.removesConversation(name, before.first * 60, before.last * 60 + 30);
        }
    }

    private static void addHeader(RevisionBuilder revision, Conversation conversation, boolean changed) {
        String[] labels = IntStream.rangeClosed(conversation.first / 10, conversation.last / 10)
                .mapToObj(bucket -> conversation.label)
                .toArray(String[]::new);
        int start = conversation.first * 60;
        int end = conversation.last * 60 + 30;
        if (changed) revision.conversation(conversation.name, start, end, labels);
        else revision.unchangedConversation(conversation.name, start, end, labels);
    }
}
