package io.colloquy.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** Flink ignores a key that it doesn't know. */
class ClusterConfigurationTest {
    private static final List<Class<?>> OPTIONS = List.of(
            BlobServerOptions.class,
            CheckpointingOptions.class,
            CoreOptions.class,
            HeartbeatManagerOptions.class,
            JobManagerOptions.class,
            PipelineOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            RocksDBOptions.class,
            StateBackendOptions.class,
            StateRecoveryOptions.class,
            TaskManagerOptions.class,
            WebOptions.class);

    private static Configuration configuration() {
        return GlobalConfiguration.loadConfiguration(
                Build.ROOT.resolve("flink-conf").toString());
    }

    @Test
    void everyKeyIsOneOfFlinks() throws IllegalAccessException {
        assertThat(options()).containsAll(configuration().keySet());
    }

    /** Flink reads a value only when it needs it. */
    @Test
    void everyValueCanBeRead() throws IllegalAccessException {
        Configuration configuration = configuration();
        for (ConfigOption<?> option : all()) {
            assertThat(configuration.getOptional(option)).as(option.key()).isNotNull();
        }
    }

    @Test
    void theMemoryAddsUp() {
        assertThat(TaskExecutorProcessUtils.processSpecFromConfig(configuration())
                        .getTaskHeapSize()
                        .getMebiBytes())
                .isGreaterThanOrEqualTo(256);
        assertThat(JobManagerProcessUtils.processSpecFromConfig(configuration())
                        .getJvmHeapMemorySize()
                        .getMebiBytes())
                .isGreaterThanOrEqualTo(512);
    }

    private static Set<String> options() throws IllegalAccessException {
        Set<String> keys = new HashSet<>();
        for (ConfigOption<?> option : all()) {
            keys.add(option.key());
        }
        return keys;
    }

    private static Set<ConfigOption<?>> all() throws IllegalAccessException {
        Set<ConfigOption<?>> options = new HashSet<>();
        for (Class<?> type : OPTIONS) {
            for (Field field : type.getFields()) {
                boolean option = Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class;
                if (option) options.add((ConfigOption<?>) field.get(null));
            }
        }
        return options;
    }
}
