package io.colloquy.operators.flink.inference;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Since when an operator waits for its models: the gauge {@code oldestPendingMillis}, 0 where nothing is pending. It
 * tells of a stage that is stuck, which a queue's length does not. After a restart all that was pending begins anew.
 */
public final class PendingSince {
    public static final String METRIC = "oldestPendingMillis";

    private final ConcurrentSkipListSet<Long> begun = new ConcurrentSkipListSet<>();
    private final AtomicLong latest = new AtomicLong(System.nanoTime());

    private PendingSince() {}

    /** @param operator the operator's own group */
    public static PendingSince in(MetricGroup operator) {
        PendingSince pending = new PendingSince();
        operator.gauge(METRIC, (Gauge<Long>) pending::oldestMillis);
        return pending;
    }

    /** Something is asked. @return what {@link #end} takes, another each time */
    public long begin() {
        long ticket = latest.updateAndGet(last -> Math.max(last + 1, System.nanoTime()));
        begun.add(ticket);
        return ticket;
    }

    /** It was answered. */
    public void end(long ticket) {
        begun.remove(ticket);
    }

    private long oldestMillis() {
        Long oldest = begun.isEmpty() ? null : begun.ceiling(Long.MIN_VALUE);
        return oldest == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - oldest);
    }
}
