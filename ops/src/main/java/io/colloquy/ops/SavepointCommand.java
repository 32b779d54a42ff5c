package io.colloquy.ops;

import io.colloquy.cli.Report;
import io.colloquy.ops.FlinkRest.Format;
import io.colloquy.ops.FlinkRest.Job;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colloquy savepoint}: the state of the job that runs, for another cluster, version or parallelism. */
@Command(
        name = "savepoint",
        description = {
            "Take a savepoint of the job that runs, and say where it lies. 'colloquy cluster submit --from' starts a job"
                    + " there, at any parallelism, on any cluster that reaches the place. A savepoint belongs to whoever"
                    + " took it: nothing deletes it.",
            "",
            "After a stop the job goes on from the savepoint without a gap: nothing of what Kafka holds is left out, and"
                    + " nothing is heard again that was answered."
        })
public final class SavepointCommand extends FlinkCommand {

    @Option(
            names = "--target",
            paramLabel = "DIR",
            description = "A folder, as s3://bucket/savepoints. Default: the cluster's own"
                    + " (execution.checkpointing.savepoint-dir).")
    private String target;

    @Option(names = "--stop", description = "End the job with it.")
    private boolean stop;

    @Option(
            names = "--native",
            description = "In the format of the state backend: quicker, but not for another version of Flink.")
    private boolean fast;

    @Override
    protected void run(Report report) throws InterruptedException {
        FlinkRest flink = flink();
        Job job = JobChoice.of(flink, askedJob());
        report.put("job_id", job.id());
        Savepoints savepoints = new Savepoints(flink, line());
        Optional<String> folder = Optional.ofNullable(target);
        Format format = fast ? Format.NATIVE : Format.CANONICAL;
        String path = stop ? savepoints.stop(job.id(), folder, format) : savepoints.take(job.id(), folder, format);
        report.put("path", path);
        reading().println(path);
        reading().flush();
        if (stop) progress("the job has ended; it goes on with --from " + path);
    }
}
