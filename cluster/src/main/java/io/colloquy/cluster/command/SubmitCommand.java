package io.colloquy.cluster.command;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.Report;
import io.colloquy.cluster.ClusterShape;
import io.colloquy.cluster.JobSubmission;
import io.colloquy.cluster.NewestJob;
import io.colloquy.cluster.ProcessCluster;
import io.colloquy.ops.FlinkRest;
import io.colloquy.ops.JobWatch;
import io.colloquy.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colloquy cluster submit}: gives the job to a cluster that runs. */
@Command(
        name = "submit",
        description = "Upload the job's jar and run it on the cluster's servers, with the models of the repository;"
                + " return once all of its tasks run.")
public final class SubmitCommand extends ClusterSubcommand {

    @Option(names = "--jar", paramLabel = "FILE", description = "Default: the one that is built here.")
    private Path jar;

    @Option(
            names = "--from",
            paramLabel = "PATH",
            description = "A savepoint or checkpoint to begin with: s3://… or a path. Default: an empty state.")
    private String from;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of each stage. Default: as many as the cluster has slots.")
    private Integer parallelism;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings of the job: a colloquy.yaml.")
    private Path config;

    @Option(
            names = "--accept-loss",
            description =
                    "Begin with the savepoint though Kafka no longer holds all that came since: what is gone is lost.")
    private boolean acceptLoss;

    @Override
    protected void run(Report report) throws Exception {
        check(jar == null || Files.isReadable(jar), "--jar", "there is no file " + jar);
        check(config == null || Files.isReadable(config), "--config", "there is no file " + config);
        check(parallelism == null || parallelism >= 1, "--parallelism", "must be 1 at least");
        check(from == null || !from.isBlank(), "--from", "is empty");
        ProcessCluster cluster = running();
        ClusterShape shape = cluster.shape().orElseThrow();
        FlinkRest rest = cluster.rest();
        requireNoJob(rest);
        Path submitted = jar == null ? parts().jobJar() : jar.toAbsolutePath();
        progress("submitting " + submitted);
        JobSubmission submission = new JobSubmission(cluster, parts());
        List<String> arguments = new ArrayList<>(submission.arguments(Optional.ofNullable(config), set()));
        if (acceptLoss) arguments.add("--accept-loss");
        String job = submission.start(
                rest,
                submitted,
                new FlinkRest.Start(
                        Optional.ofNullable(from),
                        false,
                        parallelism == null ? shape.parallelism() : parallelism,
                        arguments));
        new JobWatch(rest, new ProgressLine(errors(), System.console() != null)).awaitRunning(job);
        progress("the job " + job + " runs");
        show(cluster, report);
    }

    private static void requireNoJob(FlinkRest rest) throws InterruptedException {
        Optional<FlinkRest.Job> job = NewestJob.of(rest).filter(found -> !found.isOver());
        if (job.isPresent())
            throw new EnvironmentException(
                    "the job " + job.get().id() + " is " + job.get().state()
                            + " there already, and two would write the same rows; end it with './colloquy savepoint --stop'");
    }

    private static void check(boolean holds, String flag, String problem) {
        if (!holds) throw new SettingsException(flag, problem);
    }
}
