package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.jobs.RestartInfo;
import io.colloquy.settings.SettingsException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes back through Flink's own REST, which hides values by their names. */
@Timeout(120)
class ShownSettingsTest {
    private static final Map<String, String> SAID = Map.of(
            "postgres.password", "file:/run/secrets/postgres",
            "kafka.properties.sasl.jaas.config", "env:JAAS",
            "kafka.bootstrap", "a:1, b:2");
    private static final JobSettingsMerge NOTHING_ON_TOP =
            new JobSettingsMerge(Optional.empty(), Optional.empty(), Map.of());

    private static final int POLL_MILLIS = 20;

    private static Configuration configuration;
    private static MiniCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        configuration = new Configuration();
        configuration.setString("rest.port", "0");
        configuration.setString("rest.bind-port", "0");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumSlotsPerTaskManager(2)
                .build());
        cluster.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private static SortedMap<String, String> shown(Map<String, String> parameters) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration)
                .setParallelism(1);
        environment.configure(new Configuration().set(PipelineOptions.GLOBAL_JOB_PARAMETERS, parameters));
        environment.fromSequence(1, 2).sinkTo(new DiscardingSink<>());
        String job = cluster.submitJob(environment.getStreamGraph().getJobGraph())
                .get()
                .getJobID()
                .toString();
        FlinkRest flink =
                new FlinkRest(URI.create(cluster.getRestAddress().get().toString()));
        while (flink.job(job).orElseThrow().state().equals("INITIALIZING")) Thread.sleep(POLL_MILLIS);
        return RestartInfo.read(flink.userConfig(job));
    }

    @Test
    void whereSecretsLieComesBack() throws Exception {
        assertThat(NOTHING_ON_TOP.on(shown(RestartInfo.of(SAID)))).containsExactlyInAnyOrderEntriesOf(SAID);
    }

    @Test
    void whatFlinkHidesIsAskedFor() throws Exception {
        SortedMap<String, String> hidden = shown(SAID);
        assertThat(hidden).containsEntry("kafka.bootstrap", "a:1, b:2");
        assertThatThrownBy(() -> NOTHING_ON_TOP.on(hidden))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is a secret that the job does not show");
    }
}
