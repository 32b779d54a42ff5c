package io.colloquy.proof.prove;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.jobs.ConversationJob.Outputs;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.Application;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalSystem;
import io.colloquy.local.Port;
import io.colloquy.proof.cluster.ClusterCase;
import io.colloquy.proof.cluster.FailsOnDemand;
import io.colloquy.proof.cluster.StandInJob;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.schemas.Revision;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Cases share one running system, each with devices of its own, as in life; so each suffers the failures of those that
 * run beside it as well.
 */
final class ClusterTrials implements Trials {
    private static final Map<String, String> SETTINGS = Map.of(
            "stitch.edge-patience", "400 ms",
            "publish.quiet", "200 ms",
            "publish.max-delay", "1 s");

    private final DataDirectory data;
    private final LocalSystem system;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicInteger cases = new AtomicInteger();

    private ClusterTrials(DataDirectory data, LocalSystem system) {
        this.data = data;
        this.system = system;
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                system.endpoints().kafka(),
                "acks",
                "all",
                "max.request.size",
                Integer.toString(1 << 20));
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static ClusterTrials start() throws Exception {
        DataDirectory data = DataDirectory.temporary();
        try {
            LocalSystem.Ports ports = new LocalSystem.Ports(Port.any(), Port.any(), Port.any());
            Application application = new Application(JobTopics::prepare, Migrations::apply, ClusterTrials::define);
            return new ClusterTrials(
                    data, LocalSystem.start(data, ports, JobSettings.load(null, SETTINGS), application));
        } catch (Exception e) {
            data.close();
            throw e;
        }
    }

    private static void define(StreamExecutionEnvironment environment, JobSettings settings) {
        environment.configure(new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500))
                .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(100))
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50)));
        Outputs outputs = StandInJob.define(environment, settings, new StandInModels());
        var failing = outputs.revisions()
                .map(new FailsOnDemand())
                .returns(TypeInformation.of(Revision.class))
                .uid("fail");
        StandInJob.store(new Outputs(failing, outputs.deadLetters()), settings);
    }

    @Override
    public void run(long seed, int size) throws Exception {
        String name = "case-" + cases.incrementAndGet();
        try (ClusterCase one = ClusterCase.invent(name, new Random(seed), size, system)) {
            one.run(producer);
        }
    }

    @Override
    public void close() throws IOException {
        producer.close(Duration.ZERO);
        try (data) {
            system.close();
        }
    }
}
