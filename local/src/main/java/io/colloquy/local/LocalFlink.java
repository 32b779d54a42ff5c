package io.colloquy.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink in this process: two task managers of two slots, state in RocksDB, the web interface on the loopback. */
final class LocalFlink implements AutoCloseable {
    /** Of the job, for whoever looks at the web interface. */
    private static final String NAME = "colloquy";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 2;
    private static final int STOP_SECONDS = 20;

    private final MiniCluster cluster;
    private final Configuration configuration;
    private final Path checkpoints;
    private final int port;

    private LocalFlink(MiniCluster cluster, Configuration configuration, Path checkpoints, int port) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.checkpoints = checkpoints;
        this.port = port;
    }

    static LocalFlink start(DataDirectory data, int port) throws Exception {
        Path checkpoints = data.kept("checkpoints");
        Configuration configuration = new Configuration();
        network(configuration, port);
        configuration.set(WebOptions.LOG_PATH, data.log().toString());
        resources(configuration, data.fresh("work"));
        job(configuration, checkpoints);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setCommonBindAddress(LOOPBACK)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
        cluster.start();
        return new LocalFlink(cluster, configuration, checkpoints, port);
    }

    String web() {
        return "http://" + LOOPBACK + ":" + port;
    }

    /** Submits the job, restored from the newest complete checkpoint of earlier runs where there is one. */
    LocalJob submit(JobDefinition definition) throws Exception {
        RetainedCheckpoints retained = new RetainedCheckpoints(checkpoints);
        Optional<Path> newest = retained.newest();
        retained.deleteAllBut(newest);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        definition.define(environment);
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        newest.ifPresent(checkpoint -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(uri(checkpoint), false, RecoveryClaimMode.NO_CLAIM)));
        cluster.submitJob(graph).get();
        return new LocalJob(cluster, graph.getJobID(), newest);
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.closeAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Flink did not stop in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As Flink writes URIs: without escapes, so that a space stays one. */
    private static String uri(Path path) {
        return org.apache.flink.core.fs.Path.fromLocalFile(path.toFile()).toString();
    }

    private static void network(Configuration configuration, int port) {
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.PORT, port);
        configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(WebOptions.REFRESH_INTERVAL, Duration.ofMillis(500));
        // Whoever can upload a jar can run anything as this user.
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
    }

    private static void resources(Configuration configuration, Path work) {
        configuration.set(CoreOptions.TMP_DIRS, work.toString());
        // Else it is a folder of the whole machine, which the first user of it would own.
        configuration.set(WebOptions.TMP_DIR, work.toString());
        configuration.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, work.toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        configuration.set(
                TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE, TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
    }

    /** Local recovery stays off: the checkpoints lie on the same disk, a second copy would only cost writes. */
    private static void job(Configuration configuration, Path checkpoints) {
        configuration.set(PipelineOptions.NAME, NAME);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, TASK_MANAGERS);
        configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(checkpoints));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(2));
        configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(500));
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 5);
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(5));
    }
}
