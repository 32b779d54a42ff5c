package io.colloquy.operators.admit.core;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.admit.Admitted;
import io.colloquy.operators.admit.Reach;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Arrival.Rejected;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.refuse.Refusal;
import io.colloquy.operators.stitch.SourceRestated;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RejectedRecord.Reason;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Lets each chunk of a stream in once, and opens its account. A chunk's records are told apart by where they lie, so a
 * record that Kafka delivers again is neither a repeat nor accounted twice.
 *
 * <p>A chunk that starts before the newest accepted one less the horizon is refused: nothing is remembered of that time,
 * nor would the other operators.
 */
public final class Admission {
    private static final String STAGE = "admit";
    private static final String REACH = "reach";
    private static final Reach NOWHERE = new Reach(Long.MIN_VALUE, 0);
    /** Buckets that an arrival forgets. It brings one at most, so that a long backlog of them is worked off. */
    private static final int SWEEP = 4;

    private final AdmitState state;
    private final Chunks chunks;
    private final long horizonMicros;

    /** @param horizon how far behind its stream's newest chunk a chunk may start */
    public Admission(Duration horizon, AdmitState state) {
        this.state = state;
        this.chunks = new Chunks(state);
        this.horizonMicros = TimeUnit.MICROSECONDS.convert(horizon);
    }

    /** What becomes of an arrival; each of the four may be null. */
    public record Decision(Part admitted, Account account, SourceRestated restated, Refusal refused) {
        private static final Decision NOTHING = new Decision(null, null, null, null);
    }

    /** @param now ms since the epoch */
    public Decision decide(Arrival arrival, long now) {
        if (arrival.part() == null) return decide(arrival.stream(), arrival.rejected());
        Reach reach = state.reach().get(REACH, NOWHERE);
        Decision decision = decide(arrival.part(), reach, now);
        advance(reach, decision.admitted());
        return decision;
    }

    private Decision decide(StreamId stream, Rejected rejected) {
        if (redelivered(rejected.origin())) return Decision.NOTHING;
        return new Decision(null, Account.rejected(stream, rejected.day()), null, null);
    }

    private Decision decide(Part part, Reach reach, long now) {
        Admitted known = chunks.get(part.id().chunk());
        if (part.id().index() > 0) {
            return ofAdmitted(part, known) ? new Decision(part, null, null, null) : Decision.NOTHING;
        }
        boolean redelivered = redelivered(part.origin());
        long oldest = oldest(reach);
        if (part.id().chunk().start() < oldest) {
            if (ofAdmitted(part, known)) chunks.forget(part.id().chunk()); // so that its other parts stay out too
            return refuse(part, redelivered, oldest, now);
        }
        if (known == null) return admit(part);
        return redelivered ? Decision.NOTHING : repeat(part, known);
    }

    private static boolean ofAdmitted(Part part, Admitted known) {
        return known != null && known.origin().equals(part.origin());
    }

    private Decision admit(Part part) {
        chunks.put(new Admitted(part.id().chunk(), part.origin(), part.source()));
        return new Decision(part, Account.received(part.stream(), day(part), millis(part)), null, null);
    }

    private Decision repeat(Part part, Admitted known) {
        Account account = Account.repeated(part.stream(), day(part), millis(part));
        Source source = part.source();
        if (source.compareTo(known.source()) >= 0) return new Decision(null, account, null, null);
        ChunkKey chunk = part.id().chunk();
        chunks.put(new Admitted(chunk, known.origin(), source));
        return new Decision(null, account, new SourceRestated(chunk, part.chunkSamples(), source), null);
    }

    /** Letters may come twice, accounts may not. */
    private static Decision refuse(Part part, boolean redelivered, long oldest, long now) {
        String detail = "started_at " + instant(part.id().chunk().start()) + " lies before " + instant(oldest)
                + ", as far behind the newest chunk of the stream as assemble.horizon allows";
        long day = Timeline.day(TimeUnit.MILLISECONDS.toMicros(part.timestamp()));
        return new Decision(
                null,
                redelivered ? null : Account.rejected(part.stream(), day),
                null,
                new Refusal(part.stream(), part.origin(), Reason.BEYOND_HORIZON, detail, STAGE, now));
    }

    /** The earliest start that is accepted: not what is forgotten, also where the horizon was nearer once. */
    private long oldest(Reach reach) {
        if (reach.equals(NOWHERE)) return Long.MIN_VALUE;
        return Math.max(reach.newest() - horizonMicros, reach.sweptTo() * Timeline.BUCKET_MICROS);
    }

    /** Forgets what the horizon has passed, and one bucket less; what is left of it, with the next arrivals. */
    private void advance(Reach reach, Part admitted) {
        long newest = admitted == null
                ? reach.newest()
                : Math.max(reach.newest(), admitted.id().chunk().start());
        if (newest == NOWHERE.newest()) return;
        long end = Timeline.bucket(newest - horizonMicros) - 1;
        boolean swept = reach.sweptTo() >= end || chunks.forgetBefore(end, SWEEP);
        Reach now = new Reach(newest, swept ? Math.max(reach.sweptTo(), end) : reach.sweptTo());
        if (!now.equals(reach)) state.reach().put(REACH, now);
    }

    /**
     * Whether the record was seen before. A chunk that is not known is let in all the same: offsets begin anew where a
     * topic is made anew.
     */
    private boolean redelivered(Origin origin) {
        String partition = origin.topic() + "-" + origin.partition();
        if (origin.offset() <= state.offsets().get(partition, -1L)) return true;
        state.offsets().put(partition, origin.offset());
        return false;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long day(Part part) {
        return Timeline.day(part.id().chunk().start());
    }

    /** As the parts will add up to: each but the last is a whole number of milliseconds. */
    private static long millis(Part part) {
        return Timeline.millisWithin(0, part.chunkSamples());
    }
}
