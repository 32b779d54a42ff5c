package io.colloquy.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.jobs.JobSettings;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Kafka, Postgres, Flink and the job on one machine. Everything that must survive lies in the data directory: after a
 * kill at any moment the same call goes on where the last complete checkpoint was, or at the beginning of the topic.
 */
public final class LocalSystem implements Closeable {
    private static final int ATTEMPTS = 3;

    private final Closer closer = new Closer();
    private final DataDirectory data;
    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;
    private LocalFlink flink;
    private ServerPorts ports;
    private JobSettings settings;
    private DeadLetterWatch deadLetters;
    private LocalJob job;

    /** Ports to listen on. */
    public record Ports(Port kafka, Port postgres, Port flink) {
        /** Those of the last run on the same data, or the usual ones, or any other where they are taken. */
        public static final Ports USUAL = new Ports(Port.preferred(9092), Port.preferred(5432), Port.preferred(8081));
    }

    /**
     * Where the servers are.
     *
     * @param postgres a JDBC URL with user and password
     * @param psql the same as {@code psql} takes it
     * @param moved of each server that could not have the port of the last run again: that port
     */
    public record Endpoints(
            String kafka,
            String postgres,
            String psql,
            String flink,
            String data,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> moved) {}

    private LocalSystem(DataDirectory data) {
        this.data = data;
    }

    /**
     * Starts everything; returns once the job runs, so that chunks can be sent.
     *
     * @param settings with servers of their own, which these replace
     * @throws io.colloquy.speech.api.ModelException where a model does not fit
     * @throws EnvironmentException where this machine is in the way
     * @throws JobFailedException where the job ends at once
     */
    public static LocalSystem start(DataDirectory data, Ports ports, JobSettings settings, Application application)
            throws Exception {
        LocalSystem system = new LocalSystem(data);
        Closeable models = application.models().load(settings);
        try {
            if (Thread.interrupted()) throw new InterruptedException(); // loading does not heed that
            system.startServers(ports);
            system.startJob(settings, application);
            KeptPorts.in(data.root()).write(system.ports.byServer());
            return system;
        } catch (Exception | Error e) {
            system.closer.closeAfter(e);
            throw e;
        } finally {
            models.close(); // the job has them by now
        }
    }

    private void startServers(Ports wanted) throws Exception {
        EmbeddedPostgres.stopLeftover(data);
        StartLock starting = StartLock.acquire(ProgramFolder.of(data));
        try {
            startOnFreePorts(wanted, ATTEMPTS);
        } finally {
            starting.close();
        }
    }

    /** Between choosing a port and listening on it lie seconds in which any program may take it: then choose again. */
    private void startOnFreePorts(Ports wanted, int attempts) throws Exception {
        ports = ServerPorts.choose(wanted, KeptPorts.in(data.root()).read());
        try {
            startServersOn(ports);
        } catch (Exception e) {
            closer.closeAfter(e);
            if (attempts == 1 || ports.areFree()) {
                throw e;
            }
            startOnFreePorts(wanted, attempts - 1);
        }
    }

    private void startServersOn(ServerPorts ports) throws Exception {
        CompletableFuture<LocalFlink> startingFlink = starting(() -> LocalFlink.start(data, ports.flink()));
        CompletableFuture<EmbeddedPostgres> startingPostgres =
                starting(() -> EmbeddedPostgres.start(data, ports.postgres()));
        CompletableFuture<EmbeddedKafka> startingKafka = starting(() -> EmbeddedKafka.start(data, ports.kafka()));
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
        deadLetters = closer.add(DeadLetterWatch.open(settings.kafka()));
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

    /** What the job rejects from its start on. */
    public DeadLetterWatch deadLetters() {
        return deadLetters;
    }

    public Endpoints endpoints() {
        PostgresSettings database = settings.postgres();
        String place = database.url().replaceFirst("^jdbc:postgresql://", "");
        return new Endpoints(
                kafka.bootstrap(),
                database.url() + "?user=" + database.user() + "&password=" + database.password(),
                "postgresql://" + database.user() + ":" + database.password() + "@" + place,
                flink.web(),
                data.root().toString(),
                ports.moved());
    }

    /** What the person should know about how it started: a sentence each. */
    public List<String> notices() {
        return ports.notices();
    }

    /** Stops the job, which keeps its newest checkpoint, then the servers. */
    @Override
    public void close() throws IOException {
        closer.close();
    }
}
