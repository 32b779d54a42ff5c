package io.colloquy.operators.admit.core;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.admit.Admitted;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Arrival.Rejected;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.stitch.SourceRestated;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;

/**
 * Lets each chunk of a stream in once, and opens its account. A chunk's records are told apart by where they lie, so a
 * record that Kafka delivers again is neither a repeat nor accounted twice.
 */
public final class Admission {
    private final AdmitState state;

    public Admission(AdmitState state) {
        this.state = state;
    }

    /** What becomes of an arrival; each of the three may be null. */
    public record Decision(Part admitted, Account account, SourceRestated restated) {
        private static final Decision NOTHING = new Decision(null, null, null);
    }

    public Decision decide(Arrival arrival) {
        return arrival.part() != null ? decide(arrival.part()) : decide(arrival.stream(), arrival.rejected());
    }

    private Decision decide(StreamId stream, Rejected rejected) {
        if (redelivered(rejected.origin())) return Decision.NOTHING;
        return new Decision(null, Account.rejected(stream, rejected.day()), null);
    }

    private Decision decide(Part part) {
        ChunkKey chunk = part.id().chunk();
        Admitted known = state.chunks().get(chunk);
        if (part.id().index() > 0) {
            boolean ofAdmitted = known != null && known.origin().equals(part.origin());
            return ofAdmitted ? new Decision(part, null, null) : Decision.NOTHING;
        }
        boolean redelivered = redelivered(part.origin());
        if (known == null) return admit(part);
        return redelivered ? Decision.NOTHING : repeat(part, known);
    }

    private Decision admit(Part part) {
        state.chunks().put(part.id().chunk(), new Admitted(part.origin(), part.source()));
        return new Decision(part, Account.received(part.stream(), day(part), millis(part)), null);
    }

    private Decision repeat(Part part, Admitted known) {
        Account account = Account.repeated(part.stream(), day(part), millis(part));
        Source source = part.source();
        if (source.compareTo(known.source()) >= 0) return new Decision(null, account, null);
        ChunkKey chunk = part.id().chunk();
        state.chunks().put(chunk, new Admitted(known.origin(), source));
        return new Decision(null, account, new SourceRestated(chunk, part.chunkSamples(), source));
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

    private static long day(Part part) {
        return Timeline.day(part.id().chunk().start());
    }

    /** As the parts will add up to: each but the last is a whole number of milliseconds. */
    private static long millis(Part part) {
        return Timeline.millisWithin(0, part.chunkSamples());
    }
}
