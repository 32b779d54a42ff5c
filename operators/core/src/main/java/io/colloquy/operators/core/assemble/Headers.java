package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.Conversations.Conversation;
import io.colloquy.operators.core.assemble.PublishedBucket.Head;
import io.colloquy.operators.core.assemble.PublishedBucket.Retired;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Revision.RemovedConversation;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the headers of conversations with those published before, retires ids, and lets quiet ones settle. */
final class Headers {
    /** Deadlines for settling are rounded up to this, so that conversations share a timer. */
    private static final long SETTLING_MILLIS = 1_000;

    private static final Voices NO_NEWS = new Voices(List.of(), false, false);

    private final AssembleSettings settings;
    private final AssembleState state;
    private final long incarnation;
    private final PublishedBuckets published;
    private final Finding finding;
    /** Near ones, those in which the conversations start, and those in which some settle. */
    private final TreeSet<Long> buckets;

    private final List<ConversationRow> rows = new ArrayList<>();
    private final List<RemovedConversation> removed = new ArrayList<>();

    Headers(
            AssembleSettings settings,
            AssembleState state,
            long incarnation,
            PublishedBuckets published,
            Finding finding) {
        this.settings = settings;
        this.state = state;
        this.incarnation = incarnation;
        this.published = published;
        this.finding = finding;
        this.buckets = new TreeSet<>(finding.near());
        buckets.addAll(finding.settling());
        for (Conversation conversation : finding.conversations()) buckets.add(Timeline.bucket(conversation.start()));
    }

    /**
     * What a revision may have to say about conversations.
     *
     * @param near buckets of which every conversation is given
     * @param conversations those that touch the near buckets, wherever they start, and others that are to be said anew
     * @param before the conversations that were in their place, by id
     * @param labels of the conversations' voices
     * @param settling buckets in which more may settle
     */
    record Finding(
            TreeSet<Long> near,
            List<Conversation> conversations,
            Map<String, Conversation> before,
            Labels labels,
            List<Long> settling) {}

    /**
     * @param all whether the labels are those of all buckets of the conversation
     * @param changed whether some of them or an utterance is not as it was, even if the head is
     */
    private record Voices(List<VoiceLabel> labels, boolean all, boolean changed) {}

    List<ConversationRow> rows() {
        return rows;
    }

    List<RemovedConversation> removed() {
        return removed;
    }

    /** The conversation that, as it was published, contains this instant. */
    Optional<String> publishedAt(long instant) {
        return heads().values().stream()
                .filter(head -> instant >= head.startedAt() && instant <= head.endedAt())
                .map(Head::conversationId)
                .findFirst();
    }

    /** @param contentChanged ids of conversations in which an utterance changed */
    void revise(Set<String> contentChanged, long now, List<Long> timers) {
        Map<String, Head> before = heads();
        Map<String, Head> after = new LinkedHashMap<>();
        Map<String, Voices> voices = new LinkedHashMap<>();
        for (Conversation conversation : finding.conversations()) {
            Head known = before.get(conversation.id());
            Voices found = voices(conversation, known);
            boolean changed = found.changed || contentChanged.contains(conversation.id());
            Head head = head(conversation, known, changed, now);
            if (head.changedAt() == now) scheduleSettling(head, timers);
            after.put(head.conversationId(), head);
            voices.put(head.conversationId(), new Voices(found.labels, found.all, changed));
        }
        for (Head head : before.values()) {
            if (after.containsKey(head.conversationId())) continue;
            if (finding.near().contains(bucket(head))) retire(head);
            else if (isQuiet(head, now)) after.put(head.conversationId(), head.settle());
        }
        after.forEach((id, head) -> rows.add(row(head, voices.getOrDefault(id, NO_NEWS), before.get(id))));
        for (long bucket : buckets) store(bucket, after);
    }

    /** Whether the conversation settles, and nothing else is news. */
    private boolean isQuiet(Head head, long now) {
        return !head.settled()
                && head.incarnation() == incarnation
                && now - head.changedAt() >= settings.settleAfter().toMillis();
    }

    /** All labels if the conversation is new, or if storage may hold those of a lost incarnation; else what changed. */
    private Voices voices(Conversation conversation, Head known) {
        Conversation was = finding.before().get(conversation.id());
        if (known == null || was == null) return new Voices(finding.labels().all(conversation), true, true);
        Labels.ChangedLabels found = finding.labels().changed(was, conversation);
        if (known.incarnation() == incarnation) return new Voices(found.labels(), false, found.differ());
        return new Voices(finding.labels().all(conversation), true, found.differ());
    }

    private static long bucket(Head head) {
        return Timeline.bucket(head.startedAt());
    }

    private Map<String, Head> heads() {
        Map<String, Head> heads = new LinkedHashMap<>();
        for (long bucket : buckets) {
            for (Head head : published.before(bucket).conversations()) heads.put(head.conversationId(), head);
        }
        return heads;
    }

    private Head head(Conversation conversation, Head known, boolean contentChanged, long now) {
        boolean changed = known == null || !describes(known, conversation) || contentChanged;
        long changedAt = changed ? now : known.changedAt();
        boolean settled = !changed
                && (known.settled() || now - changedAt >= settings.settleAfter().toMillis());
        return new Head(
                conversation.id(),
                conversation.start(),
                conversation.end(),
                conversation.models(),
                conversation.speakers(),
                incarnation,
                changedAt,
                settled);
    }

    private static boolean describes(Head head, Conversation conversation) {
        return head.startedAt() == conversation.start()
                && head.endedAt() == conversation.end()
                && head.models().equals(conversation.models())
                && head.speakers() == conversation.speakers();
    }

    private void scheduleSettling(Head head, List<Long> timers) {
        long at = head.changedAt() + settings.settleAfter().toMillis();
        long deadline = (at + SETTLING_MILLIS - 1) / SETTLING_MILLIS * SETTLING_MILLIS;
        List<Long> buckets = new ArrayList<>(state.settling(deadline));
        long bucket = Timeline.bucket(head.startedAt());
        if (!buckets.contains(bucket)) buckets.add(bucket);
        state.settling().put(deadline, buckets);
        timers.add(deadline);
    }

    private void retire(Head head) {
        removed.add(new RemovedConversation(head.conversationId(), head.startedAt(), head.endedAt(), head.startedAt()));
    }

    private ConversationRow row(Head head, Voices voices, Head before) {
        return new ConversationRow(
                head.conversationId(),
                head.startedAt(),
                head.endedAt(),
                head.settled(),
                head.models(),
                head.speakers(),
                voices.labels,
                voices.all,
                aliases(head),
                voices.changed || !head.equals(before));
    }

    /** The retired ids that lead here, as far as these buckets know them. */
    private List<String> aliases(Head head) {
        Set<String> aliases = new LinkedHashSet<>();
        for (long bucket : buckets) {
            for (Retired id : published.before(bucket).retired()) {
                if (id.anchor() >= head.startedAt() && id.anchor() <= head.endedAt()) {
                    aliases.add(id.conversationId());
                }
            }
        }
        for (RemovedConversation gone : removed) {
            if (gone.anchor() >= head.startedAt() && gone.anchor() <= head.endedAt()) {
                aliases.add(gone.conversationId());
            }
        }
        aliases.remove(head.conversationId());
        return List.copyOf(aliases);
    }

    private void store(long bucket, Map<String, Head> after) {
        PublishedBucket was = published.before(bucket);
        List<Head> heads = new ArrayList<>();
        List<Retired> retired = new ArrayList<>();
        for (Head head : after.values()) if (bucket(head) == bucket) heads.add(head);
        for (Head head : was.conversations()) {
            if (after.containsKey(head.conversationId())) continue;
            if (finding.near().contains(bucket)) retired.add(new Retired(head.conversationId(), head.startedAt()));
            else heads.add(head);
        }
        for (Retired id : was.retired()) if (!after.containsKey(id.conversationId())) retired.add(id);
        published.put(bucket, published.now(bucket).with(heads, retired));
    }
}
