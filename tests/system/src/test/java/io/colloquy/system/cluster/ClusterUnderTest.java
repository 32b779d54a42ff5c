package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cluster.BuiltParts;
import io.colloquy.cluster.ClusterShape;
import io.colloquy.cluster.JobSubmission;
import io.colloquy.cluster.ProcessCluster;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import io.colloquy.ops.JobWatch;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;

/** A cluster of processes with the job on it, in a folder that stays after a failure: the logs are in it. */
public final class ClusterUnderTest implements AutoCloseable {
    /** What the build has made. */
    public static final BuiltParts PARTS = new BuiltParts(Repository.ROOT);

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int POLL_MILLIS = 100;

    /** Smaller than that of a cluster which works for a living, and quicker to notice. */
    private static final Map<String, String> OPTIONS = Map.of(
            "execution.checkpointing.interval", "1 s",
            "execution.checkpointing.min-pause", "500 ms",
            "jobmanager.memory.process.size", "1024m",
            "taskmanager.memory.process.size", "1900m",
            "taskmanager.memory.managed.fraction", "0.15",
            "taskmanager.memory.task.off-heap.size", "512m",
            "high-availability.zookeeper.client.session-timeout", "8 s",
            "jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout", "3 s");

    private static final ProgressLine SILENT = new ProgressLine(new PrintWriter(Writer.nullWriter()), false);

    private final Path folder;
    private final ClusterShape shape;
    private final ProcessCluster cluster;
    private FlinkRest rest;
    private String jar;
    private String job;

    private ClusterUnderTest(Path folder, ClusterShape shape) {
        this.folder = folder;
        this.shape = shape.with(OPTIONS);
        this.cluster = new ProcessCluster(PARTS, folder, line -> {});
    }

    /** @param name of the folder, which is emptied first */
    public static ClusterUnderTest start(String name, ClusterShape shape) throws Exception {
        Path folder = Path.of("target", name).toAbsolutePath();
        FileUtils.deleteDirectory(folder.toFile());
        ClusterUnderTest started = new ClusterUnderTest(folder, shape);
        started.startMissing();
        return started;
    }

    /** Starts what was killed. */
    public void startMissing() throws Exception {
        cluster.start(shape);
        rest = cluster.rest();
    }

    /** Where it keeps everything: {@code --data} of commands. */
    public Path folder() {
        return folder;
    }

    public ProcessCluster processes() {
        return cluster;
    }

    /** As the leader serves it; after a change of leaders, of the new one. */
    public FlinkRest rest() {
        return rest;
    }

    /** Returns once the job runs. @param from a savepoint to begin with */
    public void submit(Optional<String> from, Map<String, String> settings) throws Exception {
        submit(from, shape.parallelism(), settings);
    }

    /** The same with so many subtasks of each stage. */
    public void submit(Optional<String> from, int parallelism, Map<String, String> settings) throws Exception {
        JobSubmission submission = new JobSubmission(cluster, PARTS);
        job = rest.run(
                jar(), new FlinkRest.Start(from, false, parallelism, submission.arguments(Optional.empty(), settings)));
        new JobWatch(rest, SILENT).awaitRunning(job);
    }

    /** The id under which the job's jar can be run. */
    public String jar() throws InterruptedException {
        if (jar == null) jar = rest.upload(PARTS.jobJar());
        return jar;
    }

    public String job() {
        return job;
    }

    /** How many checkpoints have completed, as its present job manager knows it. */
    public long completed() throws InterruptedException {
        return checkpoints().path("counts").path("completed").asLong();
    }

    public JsonNode checkpoints() throws InterruptedException {
        return rest.checkpoints(job);
    }

    /** Returns once that is so. What can't be asked is not so yet. */
    public void await(String what, Callable<Boolean> condition) throws Exception {
        long began = System.nanoTime();
        long deadline = began + PATIENCE.toNanos();
        while (!holds(condition)) {
            assertThat(System.nanoTime())
                    .as("waiting for %s; logs in %s", what, folder)
                    .isLessThan(deadline);
            Thread.sleep(POLL_MILLIS);
        }
        System.out.printf("%s after %.1f s%n", what, (System.nanoTime() - began) / 1e9);
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (EnvironmentException | FlinkRefusedException e) {
            return false;
        }
    }

    /** Kills the one that leads, and returns once another does and knows the job. */
    public void killLeader() throws Exception {
        String leader = cluster.leadership().leader().orElseThrow();
        cluster.kill(leader);
        await("another leader", () -> cluster.leadership()
                .leader()
                .filter(other -> !other.equals(leader))
                .isPresent());
        rest = cluster.rest();
        await("the job at the new leader", () -> rest.job(job).isPresent());
    }

    /** Members that were started and are gone. */
    public List<String> gone() {
        return cluster.members().entrySet().stream()
                .filter(member -> member.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
