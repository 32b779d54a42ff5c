package io.colloquy.cluster;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A start of the job on a cluster of processes, and what its main is told there. */
public final class JobSubmission {
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
     * Starts the job on its way: it does not run yet.
     *
     * @return its id
     * @throws EnvironmentException where Flink does not answer
     * @throws FlinkRefusedException where the job can't start so; says why
     */
    public String start(FlinkRest rest, Path jar, FlinkRest.Start start) throws InterruptedException {
        String uploaded = rest.upload(jar);
        try {
            return rest.run(uploaded, start);
        } finally {
            forget(rest, uploaded);
        }
    }

    private static void forget(FlinkRest rest, String uploaded) throws InterruptedException {
        try {
            rest.forget(uploaded);
        } catch (EnvironmentException | FlinkRefusedException e) {
            // it takes some space until the cluster stops; what came of the start is worth more
        }
    }
}
