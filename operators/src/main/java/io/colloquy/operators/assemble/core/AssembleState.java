package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Entries;
import java.util.List;

/**
 * What the assembly remembers of one stream. A bucket is ten minutes. All but what is due lives until the horizon has
 * passed it; the progress and the counter stay.
 *
 * @param live utterances, see {@link LiveSet}
 * @param answers of the models, see {@link Answers}
 * @param summaries buckets as conversations see them
 * @param spans the nodes above them, where a conversation reaches beyond one
 * @param published buckets as they were last published, but for
 * @param rows their utterances
 * @param accounts by day since the epoch
 * @param occupied which buckets hold any of the above, or end an account
 * @param progress one entry, once a chunk came
 * @param settling buckets in which conversations may settle, by deadline
 * @param unpublished what has changed since the last revision; one entry
 * @param counter of revisions; one entry
 */
public record AssembleState(
        Entries<Long, List<Live>> live,
        Entries<Long, List<Answer>> answers,
        Entries<Long, BucketSummary> summaries,
        Entries<Long, Span> spans,
        Entries<Long, PublishedBucket> published,
        Entries<Long, List<PublishedUtterance>> rows,
        Entries<Long, DayAccount> accounts,
        Entries<Long, Long> occupied,
        Entries<String, Progress> progress,
        Entries<Long, List<Long>> settling,
        Entries<String, Unpublished> unpublished,
        Entries<String, Long> counter) {
    private static final String ONLY = "";

    BucketSummary summary(long bucket) {
        return summaries.get(bucket, BucketSummary.EMPTY);
    }

    void putSummary(long bucket, BucketSummary summary) {
        summaries.put(bucket, summary.runs().isEmpty() ? null : summary);
    }

    Span span(Node node) {
        return spans.get(node.key(), Span.EMPTY);
    }

    void putSpan(Node node, Span span) {
        spans.put(node.key(), span.isEmpty() ? null : span);
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

    Progress reached() {
        return progress.get(ONLY, Progress.NONE);
    }

    void putReached(Progress now) {
        progress.put(ONLY, now);
    }

    List<Long> settling(long deadline) {
        return settling.get(deadline, List.of());
    }

    /** Null where everything is published. */
    Unpublished pending() {
        return unpublished.get(ONLY);
    }

    void putPending(Unpublished changes) {
        unpublished.put(ONLY, changes);
    }

    long nextCounter() {
        long next = counter.get(ONLY, 0L) + 1;
        counter.put(ONLY, next);
        return next;
    }
}
