package io.colloquy.operators.core.assemble;

import static io.colloquy.operators.core.assemble.UnpublishedChanges.WHEN_QUIET;

import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Joins the utterance set of one stream with what the models made of its clips, whichever comes first, keeps the
 * accounts, and after a little quiet says what is now true.
 */
public final class Assembler {
    /** Timers are rounded up to this, so that few are needed. */
    private static final long TIMER_MILLIS = 100;
    /**
     * How far from itself a part changes utterances, in longest utterances. It goes a little further only where the
     * part severs a link, or overlaps another.
     */
    private static final long REACH = 3;
    /** Buckets that a revision forgets, beside two for each that it speaks of. So a backlog of buckets gets shorter. */
    private static final int SWEEP = 8;
    /** Speech that ended so short a time ago is live: somebody may be waiting for its words. */
    private static final long LIVE_MICROS = TimeUnit.MINUTES.toMicros(2);
    /** The least time from one hurried revision to the next. */
    private static final long HURRY_MILLIS = 1_000;
    /** Buckets that are published again with one revision: ten hours and a half. */
    private static final int AGAIN = 64;
    /** A chunk that an {@code audio_uri} names. One that a record carries is shorter. */
    private static final long LONGEST_CHUNK_MICROS = TimeUnit.HOURS.toMicros(2);

    private static final Step NOTHING = new Step(null, List.of());

    private final AssembleSettings settings;
    private final StreamId stream;
    private final AssembleState state;
    private final long incarnation;
    /** How far from a part it changes utterances of its own recording, µs. */
    private final long nearby;
    /** How far it changes what others show, where all come by one source, µs. */
    private final long around;
    /** The same where others come by other sources, whose clocks may be far apart. */
    private final long reach;

    private final Publication publication;
    private final Horizon horizon;

    /**
     * @param incarnation names this incarnation: what another incarnation published is published anew, in full, when
     *     its bucket is next touched
     */
    public Assembler(AssembleSettings settings, StreamId stream, AssembleState state, long incarnation) {
        this.settings = settings;
        this.stream = stream;
        this.state = state;
        this.incarnation = incarnation;
        Definition definition = settings.definition();
        this.nearby = REACH * Timeline.micros(definition.maxUtteranceSamples())
                + 2 * definition.driftMicros()
                + 2 * definition.toleranceMicros();
        this.around = nearby + StitchedUtterance.reachMicros(definition, false);
        this.reach = nearby + StitchedUtterance.reachMicros(definition, true);
        this.publication = new Publication(settings, stream, state, incarnation);
        this.horizon = new Horizon(settings, state, incarnation, reach);
    }

    /**
     * What a step asks of the outside.
     *
     * @param revision null where nothing is to be published yet
     * @param timers when {@link #onTimer} is to be called, ms since the epoch
     */
    public record Step(Revision revision, List<Long> timers) {}

    /**
     * Has everything published again that may still change, if the settings ask for it and it was not done yet. So
     * tables that were lost, or that another job has changed, become equal to this state. Call it when an incarnation
     * begins.
     */
    public Step begin(long now) {
        PublishedAgain wanted = PublishedAgain.requested(settings.again());
        AssemblyProgress progress = state.currentProgress();
        if (!wanted.isDone() && wanted.request() != progress.again().request())
            state.putProgress(progress.with(wanted));
        return publishAgain(now);
    }

    /** Whether nothing is left of what {@link #begin} was asked for, as far as it has been published. */
    public boolean hasPublishedAgain() {
        return state.currentProgress().again().isDone() && state.pending() == null;
    }

    /** Marks the next few buckets to be published at once, the oldest first. */
    private Step publishAgain(long now) {
        PublishedAgain again = state.currentProgress().again();
        if (again.isDone()) return NOTHING;
        List<Long> buckets = horizon.occupied(again.next(), AGAIN);
        boolean last = buckets.size() < AGAIN;
        long next = last ? Long.MAX_VALUE : buckets.get(AGAIN - 1) + 1;
        state.putProgress(state.currentProgress().with(again.until(next)));
        if (buckets.isEmpty()) return NOTHING;
        Ledger ledger = new Ledger(state, horizon, new ClipTranscripts(state));
        for (long bucket : buckets) {
            markDays(bucket, ledger);
            ledger.mark(Horizon.dayThatEndsWith(bucket));
        }
        return markUnpublished(UnpublishedChanges.of(new TreeSet<>(buckets), ledger.changed(), now, now));
    }

    /** What a message changes. */
    private static final class Touched {
        private final TreeSet<Long> buckets = new TreeSet<>();
        private long spokenUntil = Long.MIN_VALUE;

        void spokenUntil(long end) {
            spokenUntil = Math.max(spokenUntil, end);
        }
    }

    /** Takes in one message. What it changes is published later, and soon where somebody has just said it. */
    public Step accept(AssemblyInput input, long now) {
        ClipTranscripts transcripts = new ClipTranscripts(state);
        Ledger ledger = new Ledger(state, horizon, transcripts);
        Touched touched = new Touched();
        input.when(
                change -> accept(horizon.stillOpen(change, now), transcripts, ledger, touched),
                result -> accept(result, transcripts, ledger, touched),
                ledger::enter);
        if (touched.buckets.isEmpty() && ledger.changed().isEmpty()) return NOTHING;
        boolean live = touched.spokenUntil >= TimeUnit.MILLISECONDS.toMicros(now) - LIVE_MICROS;
        long dueAt = live ? Math.max(now, state.currentProgress().hurriedAt() + HURRY_MILLIS) : WHEN_QUIET;
        return markUnpublished(UnpublishedChanges.of(touched.buckets, ledger.changed(), now, dueAt));
    }

    private void accept(UtteranceChange change, ClipTranscripts transcripts, Ledger ledger, Touched touched) {
        ledger.enter(change);
        UtteranceSet utterances = new UtteranceSet(state);
        for (StitchedUtterance utterance : change.removed()) {
            utterances.remove(utterance);
            touched.buckets.add(utterance.bucket());
        }
        long farthest = state.currentProgress().farthest();
        for (StitchedUtterance utterance : change.added()) {
            farthest = Math.max(farthest, Math.abs(utterance.shift()));
            utterances.add(new UtteranceEntry(utterance.id(stream), utterance));
            touched.buckets.add(utterance.bucket());
            ClipTranscript overtook = transcripts.to(utterance);
            if (overtook != null && isSpeech(overtook, utterance)) touched.spokenUntil(utterance.end());
        }
        utterances.store();
        if (farthest != state.currentProgress().farthest())
            state.putProgress(state.currentProgress().withShift(farthest));
        if (change.analysed() != null) mark(change.analysed(), ledger, touched.buckets);
    }

    /**
     * Marks the buckets of a part. Buckets that the part may change are marked too if this incarnation has not spoken
     * of them yet, whether they change or not. For a lost incarnation learned of things in another order: it may have
     * stored something in between that this one never comes through.
     */
    private void mark(AnalysedPart part, Ledger ledger, TreeSet<Long> buckets) {
        long start = part.id().start();
        long end = start + Timeline.micros(part.samples());
        long reach = part.severalSources() ? this.reach : around;
        long first = Math.max(horizon.from(), Timeline.bucket(start - reach));
        for (long bucket = first; bucket <= Timeline.bucket(end + reach); bucket++) {
            boolean inIt = bucket >= Timeline.bucket(start) && bucket <= Timeline.bucket(end);
            boolean unspoken = state.published(bucket).incarnation() != incarnation;
            if (inIt || unspoken) buckets.add(bucket);
            if (unspoken) markDays(bucket, ledger);
        }
    }

    /**
     * Marks the days on which a bucket's audio is accounted: audio is accounted on the day on which its chunk starts.
     */
    private void markDays(long bucket, Ledger ledger) {
        long from = bucket * Timeline.BUCKET_MICROS - reach - LONGEST_CHUNK_MICROS;
        long to = (bucket + 1) * Timeline.BUCKET_MICROS + reach;
        for (long day = Timeline.day(from); day <= Timeline.day(to); day++) ledger.mark(day);
    }

    /**
     * Looks a little around for the utterance: what shows of it, and so where it starts, may have changed meanwhile.
     */
    private void accept(ClipResult result, ClipTranscripts transcripts, Ledger ledger, Touched touched) {
        long shift = state.currentProgress().farthest();
        long earliest =
                Math.max(horizon.from() * Timeline.BUCKET_MICROS, result.start() - Timeline.PART_MICROS - shift);
        long latest = result.start() + nearby + shift;
        ClipTranscript transcript = ClipTranscript.of(result);
        ClipTranscript known = transcripts.to(result.clipId(), result.start());
        if (result.start() + reach < earliest || !transcript.isNewsTo(known)) return;
        transcripts.put(result.start(), transcript);
        horizon.occupyTranscript(result.start());
        for (UtteranceEntry entry : new UtteranceSet(state).near(earliest, latest)) {
            if (!entry.utterance().clipId().equals(result.clipId())) continue;
            ledger.enter(entry.utterance(), known, transcript);
            touched.buckets.add(entry.utterance().bucket());
            if (isSpeech(transcript, entry.utterance()))
                touched.spokenUntil(entry.utterance().end());
        }
    }

    private static boolean isSpeech(ClipTranscript transcript, StitchedUtterance utterance) {
        return !transcript.words().isEmpty() && !utterance.shown().isEmpty();
    }

    private Step markUnpublished(UnpublishedChanges changes) {
        changes.buckets().forEach(horizon::occupy);
        UnpublishedChanges known = state.pending();
        UnpublishedChanges all = changes.after(known);
        state.putPending(all);
        boolean hasTimer = known != null && dueAt(known) <= dueAt(all);
        return hasTimer ? NOTHING : new Step(null, List.of(roundUp(dueAt(all))));
    }

    private long dueAt(UnpublishedChanges unpublished) {
        long quiet = unpublished.lastAt() + settings.quiet().toMillis();
        long latest = unpublished.firstAt() + settings.maxDelay().toMillis();
        return Math.min(unpublished.dueAt(), Math.min(quiet, latest));
    }

    private static long roundUp(long millis) {
        return (millis + TIMER_MILLIS - 1) / TIMER_MILLIS * TIMER_MILLIS;
    }

    /** Publishes what is due. A timer that comes too early or too often does no harm. */
    public Step onTimer(long time, long now) {
        settle(time, now);
        UnpublishedChanges unpublished = state.pending();
        if (unpublished == null) return NOTHING;
        long due = dueAt(unpublished);
        if (now < due) return new Step(null, List.of(roundUp(due)));
        if (accountIsOnItsWay(unpublished)) return new Step(null, List.of(roundUp(now + TIMER_MILLIS)));
        state.putPending(null);
        if (unpublished.dueAt() != WHEN_QUIET)
            state.putProgress(state.currentProgress().hurried(now));
        List<Long> timers = new ArrayList<>();
        Revision revision = publication.revise(unpublished, now, timers);
        horizon.forget(SWEEP + 2 * unpublished.buckets().size());
        timers.addAll(publishAgain(now).timers());
        return new Step(revision, timers);
    }

    private void settle(long time, long now) {
        TreeSet<Long> buckets = new TreeSet<>(state.settling(time));
        buckets.removeIf(bucket -> !anySettles(bucket, now));
        state.settling().put(time, null);
        if (buckets.isEmpty()) return;
        TreeSet<Long> anew = new TreeSet<>(buckets.tailSet(horizon.from()));
        anew.removeIf(this::isSpokenFor);
        buckets.removeAll(anew);
        state.putPending(UnpublishedChanges.settling(anew, buckets, now).after(state.pending()));
    }

    /**
     * Whether storage holds what this incarnation said of the conversations. Then the only news is that they settle.
     */
    private boolean isSpokenFor(long bucket) {
        return state.published(bucket).conversations().stream()
                .allMatch(head -> head.settled() || head.incarnation() == incarnation);
    }

    /** Each change sets a timer for its conversation. The timer of the last change finds the conversation quiet. */
    private boolean anySettles(long bucket, long now) {
        long quietSince = now - settings.settleAfter().toMillis();
        return state.published(bucket).conversations().stream()
                .anyMatch(head -> !head.settled() && head.changedAt() <= quietSince);
    }

    /** A part can overtake, by a moment, the entry that opens its chunk's account. Nothing is published meanwhile. */
    private boolean accountIsOnItsWay(UnpublishedChanges unpublished) {
        return unpublished.days().stream().anyMatch(day -> state.account(day).pending() < 0);
    }
}
