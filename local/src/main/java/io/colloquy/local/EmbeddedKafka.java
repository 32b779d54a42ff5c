package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One Kafka node, broker and controller at once, in this process and on the loopback interface. */
final class EmbeddedKafka implements AutoCloseable {
    private static final String FOLDER = "kafka";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts on what the directory holds; returns once it accepts clients. */
    static EmbeddedKafka start(DataDirectory data, int port) throws IOException {
        Path folder = data.forServer(FOLDER);
        Properties properties =
                properties(folder.resolve("log"), port, Port.any().claim());
        if (!data.isFormatted(FOLDER)) {
            format(folder, properties);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new EnvironmentException("Kafka did not start: " + e.getMessage(), e);
        }
        data.formatted(FOLDER, folder);
        return new EmbeddedKafka(server, port);
    }

    String bootstrap() {
        return bootstrapAt(port);
    }

    static String bootstrapAt(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder, Properties properties) throws IOException {
        Path file = folder.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "what the log was formatted with; the ports change");
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        if (StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
            throw new EnvironmentException("Kafka's log can't be formatted: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static Properties properties(Path log, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty(
                "listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "CLIENTS");
        properties.setProperty("log.dirs", log.toString());
        // A misspelt topic is an error, not a new topic that nobody reads.
        properties.setProperty("auto.create.topics.enable", "false");
        // Whatever horizon is set one day: the disk is the person's own, and so is what they throw away.
        properties.setProperty("log.retention.ms", "-1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", "1");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // After kill -9 the node may register again only once its former self has timed out.
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        return properties;
    }
}
