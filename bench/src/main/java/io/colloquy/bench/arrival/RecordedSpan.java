package io.colloquy.bench.arrival;

import java.util.ArrayList;
import java.util.List;

/**
 * Sound by the time at which it was really recorded, whatever a clock told.
 *
 * @param from µs since the epoch
 * @param to µs since the epoch
 */
record RecordedSpan(long from, long to) {
    /** A sample is no whole number of µs. */
    private static final long ROUNDING_MICROS = 1_000;

    /** The same with those that follow each other as one. */
    static List<RecordedSpan> joined(List<RecordedSpan> spans) {
        List<RecordedSpan> joined = new ArrayList<>();
        for (RecordedSpan span : spans) {
            RecordedSpan last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean follows = last != null && Math.abs(span.from - last.to) <= ROUNDING_MICROS;
            if (follows) joined.set(joined.size() - 1, new RecordedSpan(last.from, span.to));
            else joined.add(span);
        }
        return joined;
    }
}
