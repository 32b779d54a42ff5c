package io.colloquy.connectors.postgres;

import io.colloquy.schemas.TimeRange;
import java.util.Optional;

/**
 * Which conversations or utterances are asked for: {@code StreamFilter.ALL.device("omi").begin(day)}. What is empty is
 * no condition.
 *
 * @param begin the time in which they begin
 */
public record StreamFilter(Optional<String> deviceId, Optional<String> ownerId, Optional<TimeRange> begin) {
    public static final StreamFilter ALL = new StreamFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of these, those of one device. */
    public StreamFilter device(String deviceId) {
        return new StreamFilter(Optional.of(deviceId), ownerId, begin);
    }

    /** Of these, those of one owner. */
    public StreamFilter owner(String ownerId) {
        return new StreamFilter(deviceId, Optional.of(ownerId), begin);
    }

    /** Of these, those that begin in a time. */
    public StreamFilter begin(TimeRange begin) {
        return new StreamFilter(deviceId, ownerId, Optional.of(begin));
    }
}
