package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.connectors.postgres.PostgresSettings;
import java.io.Closeable;
import java.io.IOException;

/** Kafka and Postgres on this machine, for a Flink that runs elsewhere. */
public final class LocalServers implements Closeable {
    private final Closer closer = new Closer();
    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;

    private LocalServers() {}

    /**
     * Starts both on any free ports, on what the directory holds; returns once they accept clients.
     *
     * @throws EnvironmentException where this machine is in the way
     */
    public static LocalServers start(DataDirectory data) throws IOException {
        return start(data, Port.any(), Port.any());
    }

    /** The same on these ports. */
    public static LocalServers start(DataDirectory data, Port kafka, Port postgres) throws IOException {
        LocalServers servers = postgresAt(data, postgres);
        try {
            servers.kafka = servers.closer.add(EmbeddedKafka.start(data, kafka.claim()));
            return servers;
        } catch (IOException | RuntimeException e) {
            servers.closer.closeAfter(e);
            throw e;
        }
    }

    /** The same without Kafka. */
    public static LocalServers postgresAlone(DataDirectory data) throws IOException {
        return postgresAt(data, Port.any());
    }

    private static LocalServers postgresAt(DataDirectory data, Port port) throws IOException {
        LocalServers servers = new LocalServers();
        EmbeddedPostgres.stopLeftover(data); // which may hold the very port
        servers.postgres = servers.closer.add(EmbeddedPostgres.start(data, port.claim()));
        return servers;
    }

    /** The same without Postgres. */
    public static LocalServers kafkaAlone(DataDirectory data) throws IOException {
        LocalServers servers = new LocalServers();
        servers.kafka = servers.closer.add(EmbeddedKafka.start(data, Port.any().claim()));
        return servers;
    }

    /** Ends what a killed process left running on this directory: Postgres is a process of its own. */
    public static void stopLeftovers(DataDirectory data) throws IOException {
        EmbeddedPostgres.stopLeftover(data);
    }

    /** How clients reach a Kafka of this machine. */
    public static String bootstrapAt(int port) {
        return EmbeddedKafka.bootstrapAt(port);
    }

    /** How clients reach a Postgres of this machine. */
    public static PostgresSettings postgresAt(int port) {
        return EmbeddedPostgres.settingsAt(port);
    }

    /** {@code host:port} of Kafka, where it was started. */
    public String bootstrap() {
        return kafka.bootstrap();
    }

    public PostgresSettings postgres() {
        return postgres.settings();
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }
}
