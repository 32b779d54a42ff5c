package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.system.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink ignores a key that it doesn't know. */
class ClusterConfigurationTest {
    private static final Path FOLDER = Repository.ROOT.resolve("flink-conf");
    private static final Pattern COMMENTED = Pattern.compile("(?m)^# ?( *[\\w-]+:( .*)?)$");

    private static Configuration configuration() {
        return GlobalConfiguration.loadConfiguration(FOLDER.toString());
    }

    @Test
    void everyKeyIsOneOfFlinks() {
        assertThat(configuration().keySet()).hasSizeGreaterThan(40).allMatch(FlinkOptions::know);
        assertThat(FlinkOptions.know("s3.endpiont.value")).isFalse();
    }

    /** What stands in comments is there to be switched on. */
    @Test
    void soIsEveryKeyThatIsSwitchedOff(@TempDir Path folder) throws IOException {
        String file = Files.readString(FOLDER.resolve("config.yaml"));
        Files.writeString(folder.resolve("config.yaml"), COMMENTED.matcher(file).replaceAll("$1"));

        Set<String> switchedOn =
                GlobalConfiguration.loadConfiguration(folder.toString()).keySet();

        assertThat(switchedOn).allMatch(FlinkOptions::know);
        assertThat(switchedOn)
                .contains("external-resource.gpu.amount", "high-availability.zookeeper.quorum", "s3.endpoint.region");
    }

    /** Flink reads a value only when it needs it. */
    @Test
    void everyValueCanBeRead() {
        Configuration configuration = configuration();
        for (ConfigOption<?> option : FlinkOptions.all()) {
            assertThat(configuration.getOptional(option)).as(option.key()).isNotNull();
        }
    }

    /** Ten minutes without S3: at the worst, each checkpoint fails at once. */
    @Test
    void s3MayBeAwayForTenMinutes() {
        Configuration configuration = configuration();
        Duration interval = configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL);

        assertThat(configuration.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER))
                .isGreaterThan((int) Duration.ofMinutes(10).dividedBy(interval));
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
