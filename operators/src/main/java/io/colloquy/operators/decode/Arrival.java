package io.colloquy.operators.decode;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a record turned out to be: parts of a chunk, or rejected. Exactly one of the two is given. */
@TypeInfo(ArrivalForm.class)
public record Arrival(StreamId stream, Part part, Rejected rejected) {

    /** @param day days since the epoch, UTC, of the record's time */
    public record Rejected(Origin origin, long day) {}

    static Arrival of(Part part) {
        return new Arrival(part.stream(), part, null);
    }

    static Arrival of(StreamId stream, Rejected rejected) {
        return new Arrival(stream, null, rejected);
    }
}
