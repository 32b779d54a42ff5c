package io.colloquy.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Lengths of time as the settings know them: whole microseconds, written with the largest unit that fits. */
public final class Durations {
    private static final TreeMap<Long, String> UNITS = new TreeMap<>(Map.of(
            1L, "us",
            1_000L, "ms",
            1_000_000L, "s",
            60_000_000L, "min",
            3_600_000_000L, "h",
            86_400_000_000L, "d"));

    private Durations() {}

    /** µs, rounded towards zero; more than a long holds counts as the greatest long. */
    public static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }

    /** As it may stand in a settings file: {@code 1500 ms}, {@code 2 min}. */
    public static String text(Duration duration) {
        long micros = micros(duration);
        if (micros == 0) return "0 s";
        for (Map.Entry<Long, String> unit : UNITS.descendingMap().entrySet()) {
            if (micros % unit.getKey() == 0) return micros / unit.getKey() + " " + unit.getValue();
        }
        throw new IllegalStateException("every number is a multiple of 1");
    }
}
