package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.Conversations.Conversation;
import io.colloquy.operators.core.assemble.Headers.Finding;
import io.colloquy.operators.core.assemble.PublishedBucket.Head;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Definition.Voices;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.UtteranceRow;
import io.colloquy.speech.diarization.VoiceClustering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes revisions: what is now true of the buckets that changed, as far as it differs from what was said before. */
final class Publication {
    private final AssembleSettings settings;
    private final StreamId stream;
    private final AssembleState state;
    private final long incarnation;

    Publication(AssembleSettings settings, StreamId stream, AssembleState state, long incarnation) {
        this.settings = settings;
        this.stream = stream;
        this.state = state;
        this.incarnation = incarnation;
    }

    /** @param timers receives the times at which conversations may settle */
    Revision revise(UnpublishedChanges unpublished, long now, List<Long> timers) {
        long gap = settings.definition().conversationGapMicros();
        Voices voices = settings.definition().voices();
        BucketTree before = BucketTree.stored(state, VoiceClustering.ofCentroids(voices));
        BucketTree after = before.next();
        List<Members> changed = new ArrayList<>();
        for (long bucket : unpublished.buckets()) {
            Members members = Members.of(bucket, state, VoiceClustering.ofUtterances(voices));
            after.put(bucket, members.summary(gap));
            changed.add(members);
        }
        PublishedBuckets published = new PublishedBuckets(state, incarnation);
        Finding finding = find(unpublished, before, after, published);
        after.store(state);
        Headers headers = new Headers(settings, state, incarnation, published, finding);
        Draft draft = new Draft(finding.conversations(), headers);
        for (Members members : changed) revise(members, published, draft);
        headers.revise(draft.conversationsChanged, now, timers);
        published.store();
        return new Revision(
                stream,
                0,
                state.nextCounter(),
                unpublished.buckets(),
                draft.wholeBuckets,
                draft.ids,
                draft.rows,
                draft.removed,
                headers.rows(),
                headers.removed(),
                days(unpublished));
    }

    private Finding find(
            UnpublishedChanges unpublished, BucketTree before, BucketTree after, PublishedBuckets published) {
        Definition definition = settings.definition();
        long reach = Conversations.reach(definition);
        TreeSet<Long> near = near(unpublished.buckets(), reach);
        TreeSet<Long> differing = new BucketTreeUpdate(before, after, definition.conversationGapMicros(), reach)
                .apply(new TreeSet<>(unpublished.buckets()), near);
        List<Long> settling = new ArrayList<>(unpublished.settling());
        settling.removeAll(near);
        Map<String, Conversation> was = new HashMap<>();
        List<Conversation> found = new ArrayList<>();
        find(new Conversations(stream, definition, before), near, settling, published)
                .forEach(conversation -> was.put(conversation.id(), conversation));
        found.addAll(find(new Conversations(stream, definition, after), near, settling, published));
        return new Finding(near, found, was, new Labels(before, after, unpublished.buckets(), differing), settling);
    }

    /**
     * The conversations that touch the near buckets, and those that settle elsewhere and have to be said anew.
     * Neighbours of the latter's buckets may be forgotten, so nothing can be said of others there.
     */
    private List<Conversation> find(
            Conversations all, TreeSet<Long> near, List<Long> settling, PublishedBuckets published) {
        List<Conversation> found = new ArrayList<>(all.touching(near));
        Set<String> known = found.stream().map(Conversation::id).collect(Collectors.toSet());
        for (long bucket : settling) {
            Set<String> anew = published.before(bucket).conversations().stream()
                    .filter(head -> !head.settled() && head.incarnation() != incarnation)
                    .map(Head::conversationId)
                    .collect(Collectors.toSet());
            if (anew.isEmpty()) continue;
            for (Conversation conversation : all.touching(List.of(bucket))) {
                if (anew.contains(conversation.id()) && known.add(conversation.id())) found.add(conversation);
            }
        }
        return found;
    }

    private List<DayRow> days(UnpublishedChanges unpublished) {
        return unpublished.days().stream()
                .map(day -> state.account(day).row(day))
                .toList();
    }

    /** The buckets, and those beside them to which a conversation may reach that changes. */
    private static TreeSet<Long> near(List<Long> buckets, long reach) {
        TreeSet<Long> near = new TreeSet<>();
        for (long bucket : buckets) {
            for (long b = bucket - reach; b <= bucket + reach; b++) near.add(b);
        }
        return near;
    }

    /** The part of a revision that is about utterances. */
    private static final class Draft {
        final List<Long> wholeBuckets = new ArrayList<>();
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

        /**
         * It counts to the conversation that has its place now, or else to the one that had it when it was published.
         */
        String conversationOf(PublishedUtterance was) {
            return conversationAt(was.startedAt())
                    .or(() -> headers.publishedAt(was.startedAt()))
                    .orElse("");
        }

        void remove(long bucket, PublishedUtterance gone) {
            String conversation = conversationOf(gone);
            removed.add(new RemovedUtterance(gone.utteranceId(), bucket, conversation));
            conversationsChanged.add(conversation);
        }
    }

    private void revise(Members members, PublishedBuckets published, Draft draft) {
        long bucket = members.bucket();
        boolean whole = published.isOfOtherIncarnation(bucket);
        if (whole) draft.wholeBuckets.add(bucket);
        List<PublishedUtterance> said = members.said();
        Map<String, PublishedUtterance> before = new HashMap<>();
        for (PublishedUtterance utterance : said) before.put(utterance.utteranceId(), utterance);
        List<PublishedUtterance> after = new ArrayList<>();
        for (int i = 0; i < members.members().size(); i++) {
            PublishedUtterance now = members.published(i);
            String conversation = draft.conversationAt(now.startedAt()).orElseThrow();
            PublishedUtterance was = before.remove(now.utteranceId());
            boolean changed = !now.equals(was);
            if (whole) draft.ids.add(now.utteranceId());
            if (changed) draft.conversationsChanged.add(conversation);
            if (changed && was != null) draft.conversationsChanged.add(draft.conversationOf(was));
            if (changed || whole) draft.rows.add(members.row(i, conversation));
            after.add(now);
        }
        before.values().forEach(gone -> draft.remove(bucket, gone));
        if (!after.equals(said)) state.rows().put(bucket, after);
        published.put(bucket, published.before(bucket).with(incarnation));
    }
}
