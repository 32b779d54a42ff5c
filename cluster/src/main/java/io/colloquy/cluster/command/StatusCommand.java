package io.colloquy.cluster.command;

import io.colloquy.cli.Report;
import picocli.CommandLine.Command;

/** {@code colloquy cluster status}: what is up, and what the job does. */
@Command(
        name = "status",
        description =
                "Show what is up, and the state of the job. Exits with 1 where something that was started is gone. After a"
                        + " failover, commands with --data find the new leader from then on.")
public final class StatusCommand extends ClusterSubcommand {
    @Override
    protected void run(Report report) throws Exception {
        ClusterStatus status = show(running(), report);
        for (String name : status.gone()) {
            report.fail(name + " is gone");
            progress(name + " is gone; './colloquy cluster start --data " + data() + "' starts it again");
        }
    }
}
