package io.colloquy.ops;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.Home;
import io.colloquy.jobs.CheckPassed;
import io.colloquy.ops.FlinkRest.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts Colloquy's job on a cluster. What is wrong with settings or savepoint is told before anything starts. */
public final class JobStarter {
    private static final String CHECK = "--check";
    private static final String ACCEPT_LOSS = "--accept-loss";

    private final FlinkRest flink;
    private final Path jar;
    private final boolean acceptsLoss;

    /**
     * @param jar as {@link #jar} finds it
     * @param acceptsLoss whether a job starts from a savepoint though Kafka does not hold all that follows
     */
    public JobStarter(FlinkRest flink, Path jar, boolean acceptsLoss) {
        this.flink = flink;
        this.jar = jar;
        this.acceptsLoss = acceptsLoss;
    }

    /**
     * The jar that is submitted.
     *
     * @param asked null for the one that the build makes
     * @throws EnvironmentException where it is not there
     */
    public static Path jar(Path asked) {
        Path jar = asked == null ? Home.file("jobs/target/colloquy-job.jar") : asked.toAbsolutePath();
        if (Files.isReadable(jar)) return jar;
        throw new EnvironmentException(
                "there is no file " + jar + ": make it by mvn -DskipTests -pl jobs,flink-lib -am package");
    }

    /**
     * Has the cluster say whether the job could start there: whether the settings are good, fit the savepoint, and Kafka
     * holds what follows it. Nothing starts.
     *
     * @return the offset by partition with which it would go on; negative where it would begin with what Kafka holds
     * @throws FlinkRefusedException where it could not; says why
     */
    public Map<Integer, Long> check(String savepoint, Map<String, String> settings) throws InterruptedException {
        try {
            String job =
                    submit(new Start(Optional.of(savepoint), false, 1, arguments(settings, CHECK)), Optional.empty());
            throw new EnvironmentException("the jar " + jar + " does not know --check, and has started job " + job);
        } catch (FlinkRefusedException e) {
            if (CheckPassed.isIn(e.getMessage())) return CheckPassed.positions(e.getMessage());
            throw e;
        }
    }

    /**
     * Starts the job. Where one of this id runs, that is it.
     *
     * @param settings dotted keys
     * @param id the job is to have
     */
    public void start(String savepoint, int parallelism, Map<String, String> settings, String id)
            throws InterruptedException {
        try {
            submit(new Start(Optional.of(savepoint), false, parallelism, arguments(settings)), Optional.of(id));
        } catch (FlinkRefusedException e) {
            if (!isAlive(id)) throw e;
        }
    }

    /** A command that was killed may have left a request on its way, which has started the job meanwhile. */
    private boolean isAlive(String id) throws InterruptedException {
        return flink.job(id).filter(job -> !job.isOver()).isPresent();
    }

    private List<String> arguments(Map<String, String> settings, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        if (acceptsLoss) arguments.add(ACCEPT_LOSS);
        settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private String submit(Start start, Optional<String> id) throws InterruptedException {
        String uploaded = flink.upload(jar);
        try {
            return flink.run(uploaded, start, id);
        } finally {
            forget(uploaded);
        }
    }

    /** A jar too many is no harm, and must not hide how the start went. */
    private void forget(String uploaded) throws InterruptedException {
        try {
            flink.forget(uploaded);
        } catch (EnvironmentException | FlinkRefusedException e) {
            // it stays until the job manager ends
        }
    }
}
