package io.colloquy.ops;

import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.ops.FlinkRest.Vertex;
import io.colloquy.ops.ReplaySteps.Span;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of the records have come again. */
final class ReplayProgress {
    /** As Flink's Kafka source calls the offset of the last record that it has read of a partition. */
    private static final Pattern OFFSET = Pattern.compile("\\.partition\\.(\\d+)\\.currentOffset$");

    private final Span span;
    private final Map<Integer, Long> next = new HashMap<>();
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
            update(flink.metrics(job, vertex.id(), name -> OFFSET.matcher(name).find()));
        }
        if (before < 0) before = read();
    }

    /** @param offsets of the last record that was read, by name; negative where none was */
    void update(Map<String, Double> offsets) {
        offsets.forEach((name, last) -> {
            Matcher partition = OFFSET.matcher(name);
            if (partition.find()) next.merge(Integer.valueOf(partition.group(1)), last.longValue() + 1, Math::max);
        });
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

    boolean isComplete() {
        return read() >= span.records();
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
