package io.colloquy.ops;

import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.ops.FlinkRest.Vertex;
import io.colloquy.ops.ReplaySteps.Span;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of the records have come again. */
final class ReplayProgress {
    /**
     * As Flink's Kafka source calls the offset of the last record that it has read of a partition, and the offset of the
     * next one as of its last checkpoint. After a restart it knows the first only once a record comes.
     */
    private static final Pattern OFFSET = Pattern.compile("\\.partition\\.(\\d+)\\.(current|committed)Offset$");
    /** How many records Kafka has for a subtask beyond those that it has read. */
    private static final String PENDING = "pendingRecords";

    private final Span span;
    private final Map<Integer, Long> next = new HashMap<>();
    private final Set<Integer> known = new HashSet<>();
    private boolean nothingPending;
    private final long began = System.nanoTime();
    private long before = -1;

    ReplayProgress(Span span) {
        this.span = span;
        span.begin().forEach(next::put);
    }

    /** Asks the job. Flink tells such numbers every ten seconds. */
    void update(FlinkRest flink, String job) throws InterruptedException {
        for (Vertex vertex : flink.vertices(job)) {
            if (!vertex.name().contains(OperatorIds.READ)) continue;
            update(flink.metrics(job, vertex.id(), name -> OFFSET.matcher(name).find() || name.endsWith(PENDING)));
        }
        if (before < 0) before = read();
    }

    /** @param numbers by name: offsets, negative where there is none, and how many records are pending */
    void update(Map<String, Double> numbers) {
        nothingPending = false;
        numbers.forEach((name, number) -> {
            Matcher offset = OFFSET.matcher(name);
            if (offset.find()) {
                boolean last = offset.group(2).equals("current");
                if (number >= 0) put(Integer.valueOf(offset.group(1)), number.longValue() + (last ? 1 : 0));
            } else if (name.endsWith(PENDING)) {
                nothingPending = number == 0;
            }
        });
    }

    private void put(int partition, long offset) {
        known.add(partition);
        next.merge(partition, offset, Math::max);
    }

    /** How many records have come. */
    long read() {
        return span.end().entrySet().stream()
                .mapToLong(entry -> {
                    long begin = Math.min(span.begin(entry.getKey()), entry.getValue());
                    long at = Math.min(next.getOrDefault(entry.getKey(), begin), entry.getValue());
                    return Math.max(0, at - begin);
                })
                .sum();
    }

    /**
     * Whether all have come. The last offsets of a partition may be marks of transactions, which no reader gets: so it is
     * enough that each partition was read from, and that nothing is pending.
     */
    boolean isComplete() {
        return read() >= span.records()
                || nothingPending && known.containsAll(span.end().keySet());
    }

    /** For a person. */
    String told() {
        return told(Duration.ofNanos(System.nanoTime() - began));
    }

    /** @param passed since the first number came */
    String told(Duration passed) {
        long all = span.records();
        long read = read();
        long percent = all == 0 ? 100 : read * 100 / all;
        String text = read + " of " + all + " records have come again (" + percent + " %)";
        double rate = (read - Math.max(before, 0)) / Math.max(1.0, passed.toMillis() / 1e3);
        if (rate <= 0 || read >= all) return text;
        return text + String.format(Locale.ROOT, ", %.1f a second, some ", rate)
                + text(Duration.ofSeconds((long) ((all - read) / rate))) + " left";
    }

    private static String text(Duration left) {
        if (left.toHours() > 1) return left.toHours() + " h";
        return left.toMinutes() > 1 ? left.toMinutes() + " min" : left.toSeconds() + " s";
    }
}
