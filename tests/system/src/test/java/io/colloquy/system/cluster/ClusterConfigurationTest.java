package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.system.Repository;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;

/** Flink ignores a key that it doesn't know. */
class ClusterConfigurationTest {
    private static Configuration configuration() {
        return GlobalConfiguration.loadConfiguration(
                Repository.ROOT.resolve("flink-conf").toString());
    }

    @Test
    void everyKeyIsOneOfFlinks() {
        assertThat(FlinkOptions.keys()).containsAll(configuration().keySet());
    }

    /** Flink reads a value only when it needs it. */
    @Test
    void everyValueCanBeRead() {
        Configuration configuration = configuration();
        for (ConfigOption<?> option : FlinkOptions.all()) {
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
}
