package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.PublishedBucket.Head;
import io.colloquy.operators.core.state.OccupiedBuckets;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.schemas.Durations;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.diarization.VoiceClustering;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Forgets times in which nothing can change any more. What was published of them stays as it is: no revision speaks of
 * them again.
 *
 * <p>There is a first bucket, called <i>from</i>, in which things still change. It moves up to where the oldest chunk
 * that may still be accepted reaches, but not past an utterance that is not transcribed yet. A bucket before it is
 * forgotten once every conversation that starts in it is settled, and ended so far before <i>from</i> that no revision
 * computes it again. So a conversation that goes on keeps its buckets until it ends.
 */
final class Horizon {
    /**
     * How long a chunk must be known before it moves the horizon, without a restart in between. Chunks that were
     * accepted before it may come here after it. This is much longer than anything is on its way while the job runs.
     */
    private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private static final long BUCKETS_PER_DAY = TimeUnit.DAYS.toMicros(1) / Timeline.BUCKET_MICROS;
    /** A chunk may last hours into the next day. What comes of it is forgotten before the day after that. */
    private static final long DAYS_PER_ACCOUNT = 2;

    private final AssembleState state;
    private final OccupiedBuckets occupied;
    private final long incarnation;
    private final long reachMicros;
    private final long keptMicros;
    private final long gap;
    private final VoiceClustering clustering;
    private final long reachBuckets;

    /** @param reachMicros how far from a part it may change anything */
    Horizon(AssembleSettings settings, AssembleState state, long incarnation, long reachMicros) {
        this.state = state;
        this.occupied = new OccupiedBuckets(state.occupied());
        this.incarnation = incarnation;
        this.reachMicros = reachMicros;
        this.keptMicros = Durations.micros(settings.horizon()) + reachMicros;
        this.gap = settings.definition().conversationGapMicros();
        this.clustering = VoiceClustering.ofCentroids(settings.definition().voices());
        this.reachBuckets = Conversations.reach(settings.definition());
    }

    /** The first bucket in which anything may still change. */
    long from() {
        return state.currentProgress().from();
    }

    /** The oldest buckets since {@code from} that hold anything and may still change, ascending. */
    List<Long> occupied(long from, int most) {
        return occupied.oldestBetween(Math.max(from, from()), Long.MAX_VALUE, most);
    }

    /** Learns that the bucket holds something. */
    void occupy(long bucket) {
        occupied.mark(bucket);
    }

    /**
     * Learns that there is a transcript. It ends with the last bucket in which an utterance with its clip may start.
     */
    void occupyTranscript(long clipStart) {
        occupied.mark(ClipTranscripts.lastBucket(clipStart, reachMicros));
    }

    /** The day on which to account: the given one, or the first that is open. A closed account never changes. */
    long openDay(long day) {
        long firstOpen = -Math.floorDiv(-from(), BUCKETS_PER_DAY) - DAYS_PER_ACCOUNT;
        return Math.max(day, firstOpen);
    }

    /**
     * Learns that there is an account of this day. It ends with a bucket that comes after all buckets of its chunks.
     */
    void occupyDay(long day) {
        occupied.mark((day + DAYS_PER_ACCOUNT) * BUCKETS_PER_DAY);
    }

    /** The day whose account ends with this bucket, or with one of the same day. */
    static long dayThatEndsWith(long bucket) {
        return Math.floorDiv(bucket, BUCKETS_PER_DAY) - DAYS_PER_ACCOUNT;
    }

    /** The change without what lies before <i>from</i>. That is all of it, unless it was on its way for very long. */
    UtteranceChange stillOpen(UtteranceChange change, long now) {
        long from = from();
        if (change.analysed() != null) {
            long start = change.analysed().id().chunk().start();
            state.putProgress(state.currentProgress().after(start, incarnation, now, PATIENCE_MILLIS));
        }
        return since(from, change);
    }

    private static UtteranceChange since(long from, UtteranceChange change) {
        boolean analysed = change.analysed() != null
                && isSince(from, change.analysed().id().start());
        return new UtteranceChange(
                change.stream(),
                analysed ? change.analysed() : null,
                change.hidden().stream()
                        .filter(c -> isSince(from, c.part().start()))
                        .toList(),
                change.removed().stream().filter(u -> u.bucket() >= from).toList(),
                change.added().stream().filter(u -> u.bucket() >= from).toList());
    }

    private static boolean isSince(long from, long instant) {
        return Timeline.bucket(instant) >= from;
    }

    /**
     * Forgets what is to be forgotten. Call it when everything is published. Looks at no more than {@code most}
     * buckets.
     */
    void forget(int most) {
        AssemblyProgress progress = state.currentProgress();
        if (progress.settled() == Long.MIN_VALUE) return;
        long oldest = Timeline.bucket(progress.settled() - keptMicros);
        long from = transcribedUntil(progress.from(), oldest, most);
        if (from > progress.from()) state.putProgress(progress.endedBefore(from));
        long end = from - reachBuckets;
        List<Long> ended = new ArrayList<>();
        for (long bucket : occupied.oldestBefore(end, most)) {
            if (!hasEnded(bucket, end)) break;
            ended.add(bucket);
        }
        forgetInTree(ended);
        ended.forEach(this::forget);
    }

    /** The first bucket since {@code from} with an utterance whose transcript is still to come, or else {@code end}. */
    private long transcribedUntil(long from, long end, int most) {
        if (from >= end) return from;
        long transcribed = from;
        int looked = 0;
        ClipTranscripts transcripts = new ClipTranscripts(state);
        for (long bucket : occupied.oldestBetween(from, end, most)) {
            if (!isTranscribed(bucket, transcripts)) return bucket;
            transcribed = bucket + 1;
            looked++;
        }
        return looked < most ? end : transcribed;
    }

    private boolean isTranscribed(long bucket, ClipTranscripts transcripts) {
        for (UtteranceEntry entry : new UtteranceSet(state).in(bucket)) {
            if (transcripts.to(entry.utterance()) == null) return false;
        }
        return true;
    }

    private boolean hasEnded(long bucket, long end) {
        for (Head head : state.published(bucket).conversations()) {
            if (!head.settled() || Timeline.bucket(head.endedAt()) >= end) return false;
        }
        return true;
    }

    private void forget(long bucket) {
        new ClipTranscripts(state).forget(bucket, reachMicros);
        new UtteranceSet(state).forget(bucket);
        state.published().put(bucket, null);
        state.rows().put(bucket, null);
        if (bucket % BUCKETS_PER_DAY == 0) state.accounts().put(dayThatEndsWith(bucket), null);
        occupied.clear(bucket);
    }

    /** Removes the buckets from the tree. A conversation that began in one of them may go on in buckets that stay. */
    private void forgetInTree(List<Long> buckets) {
        BucketTree before = BucketTree.stored(state, clustering);
        BucketTree after = before.next();
        new BucketTreeUpdate(before, after, gap, reachBuckets).forget(buckets);
        after.store(state);
    }
}
