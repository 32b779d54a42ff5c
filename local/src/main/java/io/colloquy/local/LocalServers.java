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
        LocalServers servers = postgresAlone(data);
        try {
            servers.kafka =
                    servers.closer.add(EmbeddedKafka.start(data, Port.any().claim()));
            return servers;
        } catch (IOException | RuntimeException e) {
            servers.closer.closeAfter(e);
            throw e;
        }
    }

    /** The same without Kafka. */
    public static LocalServers postgresAlone(DataDirectory data) throws IOException {
        LocalServers servers = new LocalServers();
        EmbeddedPostgres.stopLeftover(data);
        servers.postgres =
                servers.closer.add(EmbeddedPostgres.start(data, Port.any().claim()));
        return servers;
    }

    /** The same without Postgres. */
    public static LocalServers kafkaAlone(DataDirectory data) throws IOException {
        LocalServers servers = new LocalServers();
        servers.kafka = servers.closer.add(EmbeddedKafka.start(data, Port.any().claim()));
        return servers;
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
