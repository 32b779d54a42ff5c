package io.colloquy.cluster;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the job's main is told on a cluster of processes, and whether the job runs. */
public final class JobSubmission {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int POLL_MILLIS = 100;

    private final ProcessCluster cluster;
    private final BuiltParts parts;

    public JobSubmission(ProcessCluster cluster, BuiltParts parts) {
        this.cluster = cluster;
        this.parts = parts;
    }

    /**
     * Arguments of the main: the servers of the cluster and the models of the repository, with some settings on top.
     *
     * @param config a {@code colloquy.yaml}; without one, that of the repository
     */
    public List<String> arguments(Optional<Path> config, Map<String, String> set) {
        PostgresSettings postgres = cluster.postgres();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap", cluster.kafka().bootstrap());
        settings.put("postgres.url", postgres.url());
        settings.put("postgres.user", postgres.user());
        settings.put("postgres.password", postgres.password());
        for (String model : List.of("vad", "recognizer", "voiceprint"))
            settings.put(
                    "models." + model, parts.models().resolve(model + ".onnx").toString());
        settings.putAll(set);
        Path file =
                config.map(Path::toAbsolutePath).orElse(parts.configuration().resolve("colloquy.yaml"));
        List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    /**
     * Returns once all tasks of the job run, whatever restarts that takes.
     *
     * @throws EnvironmentException where the job ends instead, or that takes too long
     */
    public void awaitRunning(String job) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        FlinkRest rest = cluster.rest();
        while (!runs(rest, job)) {
            if (System.nanoTime() > deadline)
                throw failed(rest, job, "does not run after " + PATIENCE.toMinutes() + " min");
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean runs(FlinkRest rest, String job) throws InterruptedException {
        try {
            Optional<FlinkRest.Job> found = rest.job(job);
            if (found.filter(FlinkRest.Job::isOver).isPresent())
                throw failed(rest, job, "is " + found.get().state());
            List<FlinkRest.Vertex> vertices = rest.vertices(job);
            return !vertices.isEmpty()
                    && vertices.stream().allMatch(vertex -> vertex.running() == vertex.parallelism());
        } catch (FlinkRefusedException e) {
            return false; // another job manager begins to lead, and does not know the job yet
        }
    }

    private static EnvironmentException failed(FlinkRest rest, String job, String how) throws InterruptedException {
        String failure =
                rest.lastFailure(job).map(last -> "; its last failure: " + last).orElse("");
        return new EnvironmentException("the job " + job + " " + how + failure);
    }
}
