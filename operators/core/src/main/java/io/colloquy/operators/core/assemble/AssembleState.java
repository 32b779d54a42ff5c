package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.Keys;
import io.colloquy.operators.core.state.OccupiedBuckets;
import io.colloquy.operators.core.state.StateCodec;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.operators.core.state.StateStore;
import java.util.List;

/**
 * What the assembly remembers of one stream. A bucket is ten minutes. Entries live until the horizon has passed them.
 * What is due goes when it is done; the progress and the counter stay.
 *
 * @param utterances the utterance set, by minute, see {@link UtteranceSet}
 * @param transcripts what the models made of clips, by minute, see {@link ClipTranscripts}
 * @param summaries what conversations need to know of a bucket, by bucket
 * @param children fragments of conversations that reach beyond a child of a tree node, by node
 * @param published what was last published of a bucket, without its utterances
 * @param rows what was last published of a bucket's utterances
 * @param accounts by day since the epoch
 * @param occupied which buckets hold any of the above, or end an account
 * @param progress one entry, once a chunk came
 * @param settling buckets in which conversations may settle, by deadline
 * @param unpublished what has changed since the last revision; one entry
 * @param counter of revisions; one entry
 */
public record AssembleState(
        Entries<Long, List<UtteranceEntry>> utterances,
        Entries<Long, List<ClipTranscript>> transcripts,
        Entries<Long, BucketSummary> summaries,
        Entries<Long, ChildFragments> children,
        Entries<Long, PublishedBucket> published,
        Entries<Long, List<PublishedUtterance>> rows,
        Entries<Long, DayAccount> accounts,
        Entries<Long, Long> occupied,
        Entries<String, AssemblyProgress> progress,
        Entries<Long, List<Long>> settling,
        Entries<String, UnpublishedChanges> unpublished,
        Entries<String, Long> counter) {
    private static final String ONLY = "";

    private static final StateSpec<Long, List<UtteranceEntry>> UTTERANCES =
            StateSpec.of("utterances", Keys.NUMBER, StateCodec.of("utterances", new UtteranceEntryLayout().list()));
    private static final StateSpec<Long, List<ClipTranscript>> TRANSCRIPTS = StateSpec.of(
            "transcripts", Keys.NUMBER, StateCodec.of("clip-transcripts", new ClipTranscriptLayout().list()));
    private static final StateSpec<Long, BucketSummary> SUMMARIES =
            StateSpec.of("summaries", Keys.NUMBER, StateCodec.of("bucket-summary", new BucketSummaryLayout()));
    private static final StateSpec<Long, ChildFragments> FRAGMENTS =
            StateSpec.of("fragments", Keys.NUMBER, StateCodec.of("child-fragments", new ChildFragmentsLayout()));
    private static final StateSpec<Long, PublishedBucket> PUBLISHED =
            StateSpec.of("published", Keys.NUMBER, StateCodec.of("published-bucket", new PublishedBucketLayout()));
    private static final StateSpec<Long, List<PublishedUtterance>> ROWS =
            StateSpec.of("rows", Keys.NUMBER, StateCodec.of("published-utterances", new PublishedUtterancesLayout()));
    private static final StateSpec<Long, DayAccount> ACCOUNTS =
            StateSpec.of("accounts", Keys.NUMBER, StateCodec.of("day-account", new DayAccountLayout()));
    private static final StateSpec<String, AssemblyProgress> PROGRESS =
            StateSpec.of("progress", Keys.TEXT, StateCodec.of("assembly-progress", new AssemblyProgressLayout()));
    private static final StateSpec<Long, List<Long>> SETTLING =
            StateSpec.of("settling", Keys.NUMBER, StateCodec.of("buckets", CommonLayouts.NUMBER.list()));
    private static final StateSpec<String, UnpublishedChanges> UNPUBLISHED = StateSpec.of(
            "unpublished", Keys.TEXT, StateCodec.of("unpublished-changes", new UnpublishedChangesLayout()));
    /** Each stream of which anything was published has an entry. */
    public static final StateSpec<String, Long> COUNTER =
            StateSpec.of("counter", Keys.TEXT, StateCodec.of("revision-counter", CommonLayouts.NUMBER));

    /** Everything that a savepoint holds of it. */
    public static final List<StateSpec<?, ?>> STATES = List.of(
            UTTERANCES,
            TRANSCRIPTS,
            SUMMARIES,
            FRAGMENTS,
            PUBLISHED,
            ROWS,
            ACCOUNTS,
            OccupiedBuckets.STATE,
            PROGRESS,
            SETTLING,
            UNPUBLISHED,
            COUNTER);

    public static AssembleState open(StateStore store) {
        return new AssembleState(
                store.open(UTTERANCES),
                store.open(TRANSCRIPTS),
                store.open(SUMMARIES),
                store.open(FRAGMENTS),
                store.open(PUBLISHED),
                store.open(ROWS),
                store.open(ACCOUNTS),
                store.open(OccupiedBuckets.STATE),
                store.open(PROGRESS),
                store.open(SETTLING),
                store.open(UNPUBLISHED),
                store.open(COUNTER));
    }

    BucketSummary summary(long bucket) {
        return summaries.get(bucket, BucketSummary.EMPTY);
    }

    void putSummary(long bucket, BucketSummary summary) {
        summaries.put(bucket, summary.runs().isEmpty() ? null : summary);
    }

    ChildFragments children(TreeNode node) {
        return children.get(node.key(), ChildFragments.EMPTY);
    }

    void putChildren(TreeNode node, ChildFragments fragments) {
        children.put(node.key(), fragments.isEmpty() ? null : fragments);
    }

    PublishedBucket published(long bucket) {
        return published.get(bucket, PublishedBucket.NONE);
    }

    List<PublishedUtterance> rows(long bucket) {
        return rows.get(bucket, List.of());
    }

    DayAccount account(long day) {
        return accounts.get(day, DayAccount.EMPTY);
    }

    AssemblyProgress currentProgress() {
        return progress.get(ONLY, AssemblyProgress.NONE);
    }

    void putProgress(AssemblyProgress now) {
        progress.put(ONLY, now);
    }

    List<Long> settling(long deadline) {
        return settling.get(deadline, List.of());
    }

    /** Null where everything is published. */
    UnpublishedChanges pending() {
        return unpublished.get(ONLY);
    }

    void putPending(UnpublishedChanges changes) {
        unpublished.put(ONLY, changes);
    }

    long nextCounter() {
        long next = counter.get(ONLY, 0L) + 1;
        counter.put(ONLY, next);
        return next;
    }
}
