package io.colloquy.connectors.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic promises to keep. A negative number is no limit, as in Kafka.
 *
 * @param millis {@code retention.ms}: how long a record is kept after it was appended
 * @param bytes {@code retention.bytes}: of a partition; older records go, however young they are
 * @param compacted whether a newer record of the same key may replace one
 */
public record Retention(long millis, long bytes, boolean compacted) {
    static final long UNLIMITED = -1;

    /** Whether every record is certain to be kept for so long. */
    public boolean holds(Duration time) {
        return !compacted && bytes < 0 && (millis < 0 || millis >= time.toMillis());
    }

    /** Empty if the configuration does not say all of it. */
    static Optional<Retention> of(Config config) {
        Optional<String> policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        Optional<String> millis = value(config, TopicConfig.RETENTION_MS_CONFIG);
        Optional<String> bytes = value(config, TopicConfig.RETENTION_BYTES_CONFIG);
        if (policy.isEmpty() || millis.isEmpty() || bytes.isEmpty()) return Optional.empty();
        boolean compacted = Arrays.asList(policy.get().split("\\s*,\\s*")).contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        return Optional.of(new Retention(Long.parseLong(millis.get()), Long.parseLong(bytes.get()), compacted));
    }

    private static Optional<String> value(Config config, String name) {
        return Optional.ofNullable(config.get(name)).map(ConfigEntry::value);
    }
}
