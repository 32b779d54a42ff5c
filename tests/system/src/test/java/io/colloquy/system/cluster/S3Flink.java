package io.colloquy.system.cluster;

import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.JobSettings;
import io.colloquy.local.S3Storage;
import io.colloquy.ops.FlinkRest;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink in this process, configured as a cluster is and with the plugins that the build makes, on some S3. */
final class S3Flink implements AutoCloseable {
    private static final int SLOTS = 2;

    private final Configuration configuration;
    private final S3FileSystem files;
    private final MiniCluster cluster;

    private S3Flink(Configuration configuration, S3FileSystem files, MiniCluster cluster) {
        this.configuration = configuration;
        this.files = files;
        this.cluster = cluster;
    }

    /** @param overrides go on top of the repository's configuration */
    static S3Flink start(S3Storage storage, Map<String, String> overrides) throws Exception {
        Configuration configuration = configuration(storage, overrides);
        S3FileSystem files = S3FileSystem.load(configuration);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setPluginManager(files.plugins())
                .build());
        cluster.start();
        return new S3Flink(configuration, files, cluster);
    }

    /** The sizes in the repository are of whole processes. */
    private static Configuration configuration(S3Storage storage, Map<String, String> overrides) {
        Path folder = Repository.ROOT.resolve("flink-conf");
        Configuration configuration = new Configuration();
        GlobalConfiguration.loadConfiguration(folder.toString()).toMap().forEach((key, value) -> {
            if (!key.contains(".memory.")) configuration.setString(key, value);
        });
        S3FileSystem.options(storage).forEach(configuration::setString);
        configuration.setString("taskmanager.memory.managed.size", "128m");
        configuration.setString("rest.port", "0");
        overrides.forEach(configuration::setString);
        return configuration;
    }

    FlinkRest rest() throws Exception {
        return new FlinkRest(URI.create(cluster.getRestAddress().get().toString()));
    }

    /** Returns the job's id. */
    String submit(JobSettings settings) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        ConversationJob.define(environment, settings);
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        return cluster.submitJob(graph).get().getJobID().toString();
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IOException("Flink did not stop in order", e);
        } finally {
            files.close();
        }
    }
}
