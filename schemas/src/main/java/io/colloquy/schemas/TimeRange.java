package io.colloquy.schemas;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * A time that is not empty. In JSON its ends are ISO-8601 with six decimals.
 *
 * @param from µs since the epoch
 * @param to µs since the epoch, exclusive
 */
public record TimeRange(
        @JsonSerialize(using = IsoMicros.Serializer.class) @JsonDeserialize(using = IsoMicros.Deserializer.class)
                long from,
        @JsonSerialize(using = IsoMicros.Serializer.class) @JsonDeserialize(using = IsoMicros.Deserializer.class)
                long to) {

    public TimeRange {
        if (from >= to) throw new IllegalArgumentException("from " + from + " to " + to + " is no time");
    }

    /** Whether it holds the instant, µs since the epoch. */
    public boolean contains(long micros) {
        return from <= micros && micros < to;
    }
}
