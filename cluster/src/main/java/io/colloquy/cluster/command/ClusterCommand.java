package io.colloquy.cluster.command;

import io.colloquy.cli.Report;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.settings.SettingsException;
import picocli.CommandLine.Command;

/** {@code colloquy cluster}: a Flink cluster and its servers on this machine, as processes. */
@Command(
        name = "cluster",
        subcommands = {StartCommand.class, SubmitCommand.class, StatusCommand.class, StopCommand.class},
        description =
                "A Flink cluster with Kafka, Postgres and S3 on this machine, as processes that go on when the command has"
                        + " ended. start brings it up, submit gives it the job, status shows it, stop ends it.")
public final class ClusterCommand extends ReportingCommand {
    @Override
    protected void run(Report report) {
        throw new SettingsException(
                "cluster", "say what to do: start, submit, status or stop; 'colloquy cluster --help' tells more");
    }
}
