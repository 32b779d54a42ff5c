package io.colloquy.connectors.postgres;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which rows of the ledger are asked for: {@code DayFilter.ALL.device("omi").from(monday).to(friday)}. What is empty is
 * no condition.
 *
 * @param first UTC day
 * @param last UTC day, included
 */
public record DayFilter(Optional<String> deviceId, Optional<LocalDate> first, Optional<LocalDate> last) {
    public static final DayFilter ALL = new DayFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of these, those of one device. */
    public DayFilter device(String deviceId) {
        return new DayFilter(Optional.of(deviceId), first, last);
    }

    /** Of these, those of this day and later ones. */
    public DayFilter from(LocalDate first) {
        return new DayFilter(deviceId, Optional.of(first), last);
    }

    /** Of these, those of this day and earlier ones. */
    public DayFilter to(LocalDate last) {
        return new DayFilter(deviceId, first, Optional.of(last));
    }
}
