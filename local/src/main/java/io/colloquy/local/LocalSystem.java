package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.jobs.JobSettings;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Kafka, Postgres, Flink and the job on one machine. Everything that must survive lies in the data directory: after a kill
 * at any moment the same call goes on where the last complete checkpoint was, or at the beginning of the topic.
 */
public final class LocalSystem implements Closeable {
    private static final int ATTEMPTS = 3;

    private final Closer closer = new Closer();
    private final DataDirectory data;
    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;
    private LocalFlink flink;
    private JobSettings settings;
    private LocalJob job;

    /** Ports to listen on. */
    public record Ports(Port kafka, Port postgres, Port flink) {
        /** The usual ones, or any other where they are taken. */
        public static final Ports USUAL = new Ports(Port.preferred(9092), Port.preferred(5432), Port.preferred(8081));
    }

    /** Where the servers are; {@code postgres} is a JDBC URL with user and password. */
    public record Endpoints(String kafka, String postgres, String flink, String data) {}

    private LocalSystem(DataDirectory data) {
        this.data = data;
    }

    /**
     * Starts everything; returns once the job runs, so that chunks can be sent.
     *
     * @param settings with servers of their own, which these replace
     * @throws EnvironmentException where this machine is in the way
     * @throws JobFailedException where the job ends at once
     */
    public static LocalSystem start(DataDirectory data, Ports ports, JobSettings settings, Application application)
            throws Exception {
        LocalSystem system = new LocalSystem(data);
        try {
            system.startServers(ports);
            system.startJob(settings, application);
            return system;
        } catch (Exception | Error e) {
            system.closer.closeAfter(e);
            throw e;
        }
    }

    private void startServers(Ports ports) throws Exception {
        EmbeddedPostgres.stopLeftover(data);
        StartLock starting = StartLock.acquire(ProgramFolder.of(data));
        try {
            startOnFreePorts(ports, ATTEMPTS);
        } finally {
            starting.close();
        }
    }

    /** Between choosing a port and listening on it lie seconds in which any program may take it: then choose again. */
    private void startOnFreePorts(Ports ports, int attempts) throws Exception {
        int kafkaPort = ports.kafka().claim();
        int postgresPort = ports.postgres().claim();
        int flinkPort = ports.flink().claim();
        try {
            startServersOn(kafkaPort, postgresPort, flinkPort);
        } catch (Exception e) {
            closer.closeAfter(e);
            if (attempts == 1 || Port.areFree(kafkaPort, postgresPort, flinkPort)) {
                throw e;
            }
            startOnFreePorts(ports, attempts - 1);
        }
    }

    private void startServersOn(int kafkaPort, int postgresPort, int flinkPort) throws Exception {
        CompletableFuture<LocalFlink> startingFlink = starting(() -> LocalFlink.start(data, flinkPort));
        CompletableFuture<EmbeddedPostgres> startingPostgres =
                starting(() -> EmbeddedPostgres.start(data, postgresPort));
        CompletableFuture<EmbeddedKafka> startingKafka = starting(() -> EmbeddedKafka.start(data, kafkaPort));
        try {
            CompletableFuture.allOf(startingFlink, startingPostgres, startingKafka)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        kafka = startingKafka.join();
        postgres = startingPostgres.join();
        flink = startingFlink.join();
    }

    /** On a thread of its own; once started it is closed with the system, also where another does not start. */
    private <T extends AutoCloseable> CompletableFuture<T> starting(Callable<T> server) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return closer.add(server.call());
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "start").start());
    }

    private void startJob(JobSettings given, Application application) throws Exception {
        settings = given.on(
                new KafkaSettings(kafka.bootstrap(), Map.of(), given.kafka().topics()), postgres.settings());
        application.prepareTopics().apply(settings);
        application.migrate().apply(settings.postgres());
        job = closer.add(flink.submit(environment -> application.topology().define(environment, settings)));
        job.awaitWorking();
    }

    /** The settings that the job runs with. */
    public JobSettings settings() {
        return settings;
    }

    public LocalJob job() {
        return job;
    }

    public Endpoints endpoints() {
        PostgresSettings database = settings.postgres();
        return new Endpoints(
                kafka.bootstrap(),
                database.url() + "?user=" + database.user() + "&password=" + database.password(),
                flink.web(),
                data.root().toString());
    }

    /** Stops the job, which keeps its newest checkpoint, then the servers. */
    @Override
    public void close() throws IOException {
        closer.close();
    }
}
