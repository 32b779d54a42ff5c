package io.colloquy.system.cluster;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** The options that Flink itself declares, and those that its plugins take. */
final class FlinkOptions {
    private static final List<Class<?>> DECLARING = List.of(
            BlobServerOptions.class,
            CheckpointingOptions.class,
            CoreOptions.class,
            ExternalResourceOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            MetricOptions.class,
            PipelineOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            RocksDBOptions.class,
            StateBackendOptions.class,
            StateRecoveryOptions.class,
            TaskManagerOptions.class,
            WebOptions.class);

    /** Of the reporter of metrics, and of an external resource: Flink declares them with the name left open. */
    private static final List<Pattern> NAMED = List.of(
            Pattern.compile("metrics\\.reporter\\.prom\\.(factory\\.class|port)"),
            Pattern.compile("external-resource\\.gpu\\.(amount|driver-factory\\.class)"),
            Pattern.compile("external-resource\\.gpu\\.param\\.discovery-script\\.(path|args)"));

    private FlinkOptions() {}

    /** Whether Flink or one of its plugins reads it. */
    static boolean know(String key) {
        if (key.startsWith("s3.")) return S3Options.know(key);
        return keys().contains(key)
                || NAMED.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    private static Set<String> keys() {
        return all().stream().map(ConfigOption::key).collect(Collectors.toSet());
    }

    static Set<ConfigOption<?>> all() {
        Set<ConfigOption<?>> options = new HashSet<>();
        for (Class<?> type : DECLARING) {
            for (Field field : type.getFields()) {
                boolean option = Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class;
                if (option) options.add(value(field));
            }
        }
        return options;
    }

    private static ConfigOption<?> value(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
