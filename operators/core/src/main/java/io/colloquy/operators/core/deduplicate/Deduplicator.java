package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.deadletter.RejectedRecord.Stage;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.Arrival.Rejected;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.Decision.Accept;
import io.colloquy.operators.core.deduplicate.Decision.Count;
import io.colloquy.operators.core.deduplicate.Decision.Pass;
import io.colloquy.operators.core.deduplicate.Decision.Reject;
import io.colloquy.operators.core.deduplicate.Decision.RejectAgain;
import io.colloquy.operators.core.deduplicate.Decision.Restate;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Durations;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Rejection;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Accepts each chunk of a stream once, and opens its account. Records are told apart by where they lie in Kafka. So a
 * record that Kafka delivers again is not a repeat, and is not accounted twice.
 *
 * <p>A chunk that starts more than the horizon before the newest accepted one is rejected: neither this operator nor
 * those behind it remember anything of that time.
 */
public final class Deduplicator {
    private static final String ONLY = "";
    private static final DeduplicationProgress NOWHERE = new DeduplicationProgress(Long.MIN_VALUE, 0);
    /** How many buckets an arrival forgets. It brings one at most, so a backlog of buckets gets shorter. */
    private static final int SWEEP = 4;

    private final DeduplicationState state;
    private final AcceptedChunks chunks;
    private final long horizonMicros;

    /** @param horizon how far behind its stream's newest chunk a chunk may start */
    public Deduplicator(Duration horizon, DeduplicationState state) {
        this.state = state;
        this.chunks = new AcceptedChunks(state);
        this.horizonMicros = Durations.micros(horizon);
    }

    /** @param now ms since the epoch */
    public Decision decide(Arrival arrival, long now) {
        return arrival.match(decoded -> decide(decoded.part(), now), this::count);
    }

    private Decision count(Rejected rejected) {
        if (redelivered(rejected.origin())) return Decision.IGNORE;
        return new Count(AccountEntry.rejected(rejected.stream(), rejected.day()));
    }

    private Decision decide(AudioPart part, long now) {
        DeduplicationProgress progress = state.progress().get(ONLY, NOWHERE);
        Decision decision = decide(part, progress, now);
        advance(progress, decision.passes() ? Math.max(progress.newest(), start(part)) : progress.newest());
        return decision;
    }

    private Decision decide(AudioPart part, DeduplicationProgress progress, long now) {
        AcceptedChunk known = chunks.get(part.id().chunk());
        if (part.id().index() > 0) return ofAccepted(part, known) ? new Pass(part) : Decision.IGNORE;
        boolean redelivered = redelivered(part.origin());
        long oldest = oldest(progress);
        if (start(part) < oldest) {
            if (ofAccepted(part, known)) chunks.forget(part.id().chunk()); // so that its other parts stay out too
            return reject(part, redelivered, oldest, now);
        }
        if (known == null) return accept(part);
        return redelivered ? Decision.IGNORE : repeat(part, known);
    }

    private static boolean ofAccepted(AudioPart part, AcceptedChunk known) {
        return known != null && known.origin().equals(part.origin());
    }

    private Decision accept(AudioPart part) {
        chunks.put(new AcceptedChunk(part.id().chunk(), part.origin(), part.source()));
        return new Accept(part, AccountEntry.received(part.stream(), day(part), millis(part)));
    }

    private Decision repeat(AudioPart part, AcceptedChunk known) {
        AccountEntry entry = AccountEntry.repeated(part.stream(), day(part), millis(part));
        Source source = part.source();
        if (source.compareTo(known.source()) >= 0) return new Count(entry);
        ChunkKey chunk = part.id().chunk();
        chunks.put(new AcceptedChunk(chunk, known.origin(), source));
        return new Restate(part.stream(), new SourceRestated(chunk, part.chunkSamples(), source), entry);
    }

    /** The letter is written again for a record that is delivered again, but the account is not. */
    private static Decision reject(AudioPart part, boolean redelivered, long oldest, long now) {
        String detail = "started_at " + instant(start(part)) + " lies before " + instant(oldest)
                + ", as far behind the newest chunk of the stream as assemble.horizon allows";
        RejectedRecord rejected = new RejectedRecord(
                new InKafka(part.stream(), part.origin()),
                Rejection.of(Reason.BEYOND_HORIZON, detail),
                Stage.DEDUPLICATE,
                now);
        long day = Timeline.day(TimeUnit.MILLISECONDS.toMicros(part.timestamp()));
        return redelivered
                ? new RejectAgain(rejected)
                : new Reject(rejected, AccountEntry.rejected(part.stream(), day));
    }

    /**
     * The earliest start that is accepted. Time that was forgotten stays closed, even if the horizon was nearer then.
     */
    private long oldest(DeduplicationProgress progress) {
        if (progress.equals(NOWHERE)) return Long.MIN_VALUE;
        return Math.max(progress.newest() - horizonMicros, progress.sweptTo() * Timeline.BUCKET_MICROS);
    }

    /** Forgets what the horizon has passed, but for its last bucket: some now, the rest with the next arrivals. */
    private void advance(DeduplicationProgress progress, long newest) {
        if (newest == NOWHERE.newest()) return;
        long end = Timeline.bucket(newest - horizonMicros) - 1;
        boolean swept = progress.sweptTo() >= end || chunks.forgetBefore(end, SWEEP);
        DeduplicationProgress now =
                new DeduplicationProgress(newest, swept ? Math.max(progress.sweptTo(), end) : progress.sweptTo());
        if (!now.equals(progress)) state.progress().put(ONLY, now);
    }

    /**
     * Whether this offset of the partition, or a later one, was seen before. A chunk that is not known is accepted all
     * the same: offsets begin anew in a topic that is made anew.
     */
    private boolean redelivered(Origin origin) {
        String partition = origin.topic() + "-" + origin.partition();
        if (origin.offset() <= state.offsets().get(partition, -1L)) return true;
        state.offsets().put(partition, origin.offset());
        return false;
    }

    private static long start(AudioPart part) {
        return part.id().chunk().start();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long day(AudioPart part) {
        return Timeline.day(start(part));
    }

    /** The sum of its parts' milliseconds: each part but the last has a whole number of them. */
    private static long millis(AudioPart part) {
        return Timeline.millisWithin(0, part.chunkSamples());
    }
}
