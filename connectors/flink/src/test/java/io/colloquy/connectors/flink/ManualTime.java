package io.colloquy.connectors.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** A clock that a test moves; timers fire on the thread that moves it. */
final class ManualTime implements ProcessingTimeService {
    private final List<Timer> timers = new ArrayList<>();
    private long now;

    @Override
    public long getCurrentProcessingTime() {
        return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        Timer timer = new Timer(timestamp, target);
        timers.add(timer);
        return timer;
    }

    void advance(long millis) throws Exception {
        now += millis;
        Optional<Timer> due;
        while ((due = nextDue()).isPresent()) {
            timers.remove(due.get());
            if (!due.get().isCancelled()) due.get().target.onProcessingTime(due.get().timestamp);
        }
    }

    private Optional<Timer> nextDue() {
        return timers.stream()
                .filter(timer -> timer.timestamp <= now)
                .min(Comparator.comparingLong(timer -> timer.timestamp));
    }

    private static final class Timer extends CompletableFuture<Object> implements ScheduledFuture<Object> {
        private final long timestamp;
        private final ProcessingTimeCallback target;

        Timer(long timestamp, ProcessingTimeCallback target) {
            this.timestamp = timestamp;
            this.target = target;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed o) {
            throw new UnsupportedOperationException();
        }
    }
}
