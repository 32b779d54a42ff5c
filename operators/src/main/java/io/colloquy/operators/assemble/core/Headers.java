package io.colloquy.operators.assemble.core;

import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.assemble.core.Conversations.Conversation;
import io.colloquy.operators.assemble.core.PublishedBucket.Head;
import io.colloquy.operators.assemble.core.PublishedBucket.Retired;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Revision.RemovedConversation;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the headers of conversations with those published before, retires ids, and lets quiet ones settle. */
final class Headers {
    /** Deadlines for settling are rounded up to this, so that conversations share a timer. */
    private static final long SETTLING_MILLIS = 1_000;

    private final AssembleSettings settings;
    private final AssembleState state;
    private final TreeSet<Long> near;
    private final List<Conversation> conversations;
    private final Published published;
    /** These, and those that the conversations start in. */
    private final TreeSet<Long> buckets;

    private final List<ConversationRow> rows = new ArrayList<>();
    private final List<RemovedConversation> removed = new ArrayList<>();

    /**
     * @param near buckets of which every conversation is given
     * @param conversations those that touch them, wherever they start
     */
    Headers(
            AssembleSettings settings,
            AssembleState state,
            Published published,
            TreeSet<Long> near,
            List<Conversation> conversations) {
        this.settings = settings;
        this.state = state;
        this.published = published;
        this.near = near;
        this.conversations = conversations;
        this.buckets = new TreeSet<>(near);
        for (Conversation conversation : conversations) buckets.add(Timeline.bucket(conversation.start()));
    }

    List<ConversationRow> rows() {
        return rows;
    }

    List<RemovedConversation> removed() {
        return removed;
    }

    /** The conversation that was published to hold this instant. */
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
        for (Conversation conversation : conversations) {
            boolean changed = contentChanged.contains(conversation.id());
            Head head = head(conversation, before.get(conversation.id()), changed, now);
            if (head.changedAt() == now) scheduleSettling(head, timers);
            after.put(head.conversationId(), head);
        }
        before.values().stream()
                .filter(head -> near.contains(bucket(head)) && !after.containsKey(head.conversationId()))
                .forEach(this::retire);
        for (Conversation conversation : conversations) {
            Head head = after.get(conversation.id());
            rows.add(row(conversation, head, !head.equals(before.get(conversation.id()))));
        }
        for (long bucket : buckets) store(bucket, after);
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
        int hash = Objects.hash(conversation.start(), conversation.end(), conversation.models(), conversation.voices());
        boolean changed = known == null || known.headerHash() != hash || contentChanged;
        long changedAt = changed ? now : known.changedAt();
        boolean settled = !changed
                && (known.settled() || now - changedAt >= settings.settleAfter().toMillis());
        return new Head(conversation.id(), conversation.start(), conversation.end(), hash, changedAt, settled);
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

    private ConversationRow row(Conversation conversation, Head head, boolean changed) {
        return new ConversationRow(
                conversation.id(),
                conversation.start(),
                conversation.end(),
                head.settled(),
                conversation.models(),
                conversation.voices(),
                aliases(conversation),
                changed || published.isOfOtherAttempt(bucket(head)));
    }

    /** The retired ids that lead here, as far as these buckets know. */
    private List<String> aliases(Conversation conversation) {
        Set<String> aliases = new LinkedHashSet<>();
        for (long bucket : buckets) {
            for (Retired id : published.before(bucket).retired()) {
                if (id.anchor() >= conversation.start() && id.anchor() <= conversation.end()) {
                    aliases.add(id.conversationId());
                }
            }
        }
        for (RemovedConversation gone : removed) {
            if (gone.anchor() >= conversation.start() && gone.anchor() <= conversation.end()) {
                aliases.add(gone.conversationId());
            }
        }
        aliases.remove(conversation.id());
        return List.copyOf(aliases);
    }

    private void store(long bucket, Map<String, Head> after) {
        PublishedBucket was = published.before(bucket);
        List<Head> heads = new ArrayList<>();
        List<Retired> retired = new ArrayList<>();
        for (Head head : after.values()) if (bucket(head) == bucket) heads.add(head);
        for (Head head : was.conversations()) {
            if (after.containsKey(head.conversationId())) continue;
            if (near.contains(bucket)) retired.add(new Retired(head.conversationId(), head.startedAt()));
            else heads.add(head);
        }
        for (Retired id : was.retired()) if (!after.containsKey(id.conversationId())) retired.add(id);
        published.put(bucket, published.now(bucket).with(heads, retired));
    }
}
