package io.colloquy.ops;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.Report;
import io.colloquy.operators.core.registry.StateRegistry;
import io.colloquy.ops.FlinkRest.Job;
import io.colloquy.ops.FlinkRest.Overview;
import io.colloquy.ops.FlinkRest.Vertex;
import io.colloquy.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code colloquy rescale}: another parallelism for the job that runs. */
@Command(
        name = "rescale",
        description = {
            "Run the job that runs with another number of subtasks, in place: the same job goes on from its last"
                    + " checkpoint. Returns when all of them run.",
            "",
            "The cluster needs 'jobmanager.scheduler: adaptive', as in flink-conf/config.yaml, and as many slots."
        })
public final class RescaleCommand extends FlinkCommand {

    @Parameters(paramLabel = "N", description = "How many subtasks each stage is to have.")
    private int parallelism;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait until all run. Default: 300.")
    private int timeout;

    @Override
    protected void run(Report report) throws InterruptedException {
        if (parallelism < 1 || parallelism > StateRegistry.MAX_PARALLELISM) {
            throw new SettingsException("N", "must be 1 to " + StateRegistry.MAX_PARALLELISM);
        }
        FlinkRest flink = flink();
        Job job = JobChoice.of(flink, askedJob());
        report.put("job_id", job.id());
        report.put("from", parallelism(flink.vertices(job.id())));
        ask(flink, job);
        Duration gap = await(flink, job);
        report.put("parallelism", parallelism);
        report.put("gap_s", gap.toMillis() / 1e3);
        progress("the job runs with " + parallelism + " subtasks a stage");
    }

    private void ask(FlinkRest flink, Job job) throws InterruptedException {
        try {
            flink.rescale(job.id(), parallelism);
        } catch (FlinkRefusedException e) {
            throw new EnvironmentException(
                    "Flink does not rescale this job: " + e.getMessage()
                            + ". It needs 'jobmanager.scheduler: adaptive' in the cluster's configuration",
                    e);
        }
    }

    /** Returns for how long not all subtasks ran: the job goes on as it was until there are slots. */
    private Duration await(FlinkRest flink, Job job) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        OptionalLong stopped = OptionalLong.empty();
        while (true) {
            Job now = flink.job(job.id()).orElse(job);
            if (now.isOver()) throw new EnvironmentException("the job has ended meanwhile: " + now.state());
            List<Vertex> vertices = flink.vertices(job.id());
            boolean running = now.state().equals("RUNNING") && JobWatch.isRunning(vertices);
            long at = System.nanoTime();
            if (!running && stopped.isEmpty()) stopped = OptionalLong.of(at);
            if (running && isReached(vertices)) return Duration.ofNanos(at - stopped.orElse(at));
            line().update("the job is " + now.state() + ", " + told(vertices));
            if (at > deadline) throw tooLate(flink, vertices);
            Thread.sleep(POLL.toMillis());
        }
    }

    private EnvironmentException tooLate(FlinkRest flink, List<Vertex> vertices) throws InterruptedException {
        Overview overview = flink.overview();
        String missing = overview.slots() < parallelism
                ? "the cluster has " + overview.slots() + " slots on " + overview.taskManagers()
                        + " task managers, and needs " + parallelism + ": start more, the job takes them when they come"
                : "Flink has not done so yet; it may still, after its next checkpoint";
        return new EnvironmentException(
                "after " + timeout + " s, of " + parallelism + " subtasks a stage, " + told(vertices) + ". " + missing);
    }

    private boolean isReached(List<Vertex> vertices) {
        return vertices.stream().allMatch(vertex -> vertex.parallelism() == parallelism);
    }

    private static String told(List<Vertex> vertices) {
        int running = vertices.stream().mapToInt(Vertex::running).min().orElse(0);
        return running + " of " + parallelism(vertices) + " run";
    }

    private static int parallelism(List<Vertex> vertices) {
        return vertices.stream().mapToInt(Vertex::parallelism).max().orElse(0);
    }
}
