package io.colloquy.cluster.command;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.Report;
import io.colloquy.cluster.ProcessCluster;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.ops.FlinkRest;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code colloquy cluster stop}: ends all that was started. */
@Command(
        name = "stop",
        description =
                "Cancel the job, whose newest checkpoint stays, and end all processes in order, also where some are gone"
                        + " already. What is stored stays.")
public final class StopCommand extends ClusterSubcommand {
    private static final Duration CANCELLING = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 200;

    @Override
    protected void run(Report report) throws Exception {
        ProcessCluster cluster = running();
        ClusterStatus before = ClusterStatus.of(cluster);
        before.report().forEach(report::put);
        Optional<String> checkpoint = cancelled(before, report);
        progress("stopping");
        cluster.stop();
        report.put("checkpoint", checkpoint.orElse(null));
        checkpoint.ifPresent(path -> progress("to go on where the job was: './colloquy cluster start', then"
                + " './colloquy cluster submit --from " + path + "'"));
    }

    /** Ends the job, if one runs and its job manager answers. Returns where its newest checkpoint lies. */
    private Optional<String> cancelled(ClusterStatus before, Report report) throws Exception {
        before.job().unknown().ifPresent(this::notCancelled);
        Optional<FlinkRest.Job> found = before.job().found().filter(known -> !known.isOver());
        if (found.isEmpty()) return Optional.empty();
        String job = found.get().id();
        progress("cancelling the job " + job);
        try {
            FlinkRest rest = new FlinkRest(before.rest().orElseThrow());
            rest.cancel(job);
            report.put("state", awaitEnd(rest, job));
            return newestCheckpoint(rest, job);
        } catch (EnvironmentException | FlinkRefusedException e) {
            notCancelled(e.getMessage());
            return Optional.empty();
        }
    }

    private void notCancelled(String why) {
        progress("a job that runs can't be cancelled, and ends with its task managers: " + why);
    }

    private static String awaitEnd(FlinkRest rest, String job) throws InterruptedException {
        long deadline = System.nanoTime() + CANCELLING.toNanos();
        Optional<FlinkRest.Job> seen = rest.job(job);
        while (seen.isPresent() && !seen.get().isOver() && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
            seen = rest.job(job);
        }
        return seen.map(FlinkRest.Job::state).orElse(null);
    }

    private static Optional<String> newestCheckpoint(FlinkRest rest, String job) throws InterruptedException {
        return Optional.ofNullable(
                rest.checkpoints(job).at("/latest/completed/external_path").asText(null));
    }
}
