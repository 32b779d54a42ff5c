package io.colloquy.operators.assemble.core;

import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.assemble.core.Conversations.Conversation;
import io.colloquy.operators.assemble.core.PublishedBucket.Head;
import io.colloquy.operators.assemble.core.PublishedBucket.PublishedUtterance;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.UtteranceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says what is now true of the buckets that changed, and what of it differs from what was said before. */
final class Publication {
    private final AssembleSettings settings;
    private final StreamId stream;
    private final AssembleState state;
    private final long attempt;

    Publication(AssembleSettings settings, StreamId stream, AssembleState state, long attempt) {
        this.settings = settings;
        this.stream = stream;
        this.state = state;
        this.attempt = attempt;
    }

    /** @param timers receives the times at which conversations may settle */
    Revision revise(Unpublished unpublished, long now, List<Long> timers) {
        long gap = settings.definition().conversationGapMicros();
        List<Members> changed = new ArrayList<>();
        for (long bucket : unpublished.buckets()) {
            Members members = Members.of(bucket, state);
            state.putSummary(bucket, members.summary(gap));
            changed.add(members);
        }
        TreeSet<Long> near = near(unpublished.buckets());
        List<Conversation> conversations = conversations(near, unpublished.settling());
        Published published = new Published(state, attempt);
        Headers headers = new Headers(settings, state, published, near, conversations);
        Draft draft = new Draft(conversations, headers);
        for (Members members : changed) revise(members, published, draft);
        headers.revise(draft.conversationsChanged, now, timers);
        published.store();
        return new Revision(
                stream,
                0,
                state.nextCounter(),
                unpublished.buckets(),
                draft.ids,
                draft.rows,
                draft.removed,
                headers.rows(),
                headers.removed(),
                days(unpublished));
    }

    /**
     * Those that touch these buckets, and those that settle. Of the buckets that the latter start in, which are settled
     * otherwise, neighbours may be forgotten; so of what else is there nothing can be said.
     */
    private List<Conversation> conversations(TreeSet<Long> near, List<Long> settling) {
        Conversations all = new Conversations(stream, settings.definition(), state);
        Map<String, Conversation> found = new LinkedHashMap<>();
        for (Conversation conversation : all.touching(near)) found.put(conversation.id(), conversation);
        for (long bucket : settling) {
            Set<String> said = new HashSet<>();
            for (Head head : state.published(bucket).conversations()) said.add(head.conversationId());
            for (Conversation conversation : all.touching(List.of(bucket))) {
                if (said.contains(conversation.id())) found.putIfAbsent(conversation.id(), conversation);
            }
        }
        return List.copyOf(found.values());
    }

    private List<DayRow> days(Unpublished unpublished) {
        return unpublished.days().stream()
                .map(day -> state.account(day).row(day))
                .toList();
    }

    /** The buckets and those beside them, as far as a conversation that ends or begins there may be concerned. */
    private TreeSet<Long> near(List<Long> buckets) {
        TreeSet<Long> near = new TreeSet<>();
        long reach = Conversations.reach(settings.definition());
        for (long bucket : buckets) {
            for (long b = bucket - reach; b <= bucket + reach; b++) near.add(b);
        }
        return near;
    }

    /** The part of a revision that is about utterances. */
    private static final class Draft {
        final List<String> ids = new ArrayList<>();
        final List<UtteranceRow> rows = new ArrayList<>();
        final List<RemovedUtterance> removed = new ArrayList<>();
        final Set<String> conversationsChanged = new HashSet<>();
        private final List<Conversation> conversations;
        private final Headers headers;

        Draft(List<Conversation> conversations, Headers headers) {
            this.conversations = conversations;
            this.headers = headers;
        }

        Optional<String> conversationAt(long start) {
            return conversations.stream()
                    .filter(conversation -> start >= conversation.start() && start <= conversation.end())
                    .map(Conversation::id)
                    .findFirst();
        }

        /** It was part of what now holds its place, or else of what did when it was published. */
        void remove(PublishedUtterance gone) {
            String conversation = conversationAt(gone.startedAt())
                    .or(() -> headers.publishedAt(gone.startedAt()))
                    .orElse("");
            removed.add(new RemovedUtterance(gone.utteranceId(), conversation));
            conversationsChanged.add(conversation);
        }
    }

    private void revise(Members members, Published published, Draft draft) {
        PublishedBucket said = published.before(members.bucket());
        boolean inFull = published.isOfOtherAttempt(members.bucket());
        Map<String, PublishedUtterance> before = new HashMap<>();
        for (PublishedUtterance utterance : said.utterances()) before.put(utterance.utteranceId(), utterance);
        List<PublishedUtterance> after = new ArrayList<>();
        for (int i = 0; i < members.members().size(); i++) {
            PublishedUtterance now = members.published(i);
            String conversation = draft.conversationAt(now.startedAt()).orElseThrow();
            boolean changed = !now.equals(before.remove(now.utteranceId()));
            draft.ids.add(now.utteranceId());
            if (changed) draft.conversationsChanged.add(conversation);
            if (changed || inFull) draft.rows.add(members.row(i, conversation));
            after.add(now);
        }
        before.values().forEach(draft::remove);
        published.put(members.bucket(), said.with(attempt, after));
    }
}
