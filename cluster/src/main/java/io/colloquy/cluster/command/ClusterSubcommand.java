package io.colloquy.cluster.command;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.Failure;
import io.colloquy.cli.Home;
import io.colloquy.cli.Report;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.cluster.BuiltParts;
import io.colloquy.cluster.ProcessCluster;
import io.colloquy.local.LocalCommand;
import io.colloquy.ops.FlinkRefusedException;
import io.colloquy.settings.SettingsException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the commands about a cluster share: where it lies, and what the report says of it. */
abstract class ClusterSubcommand extends ReportingCommand {
    private static final String USUAL = "data/cluster";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the cluster keeps everything. Default: " + USUAL + ", where Colloquy lies.")
    private Path data;

    /** As the person has said it, or the usual one. */
    final Path data() {
        if (data == null) return Home.file(USUAL);
        if (data.toString().isEmpty()) throw new SettingsException("--data", "is empty");
        return data.toAbsolutePath();
    }

    final ProcessCluster cluster() {
        return new ProcessCluster(parts(), data(), this::progress);
    }

    static BuiltParts parts() {
        return new BuiltParts(Home.file(""));
    }

    /** The cluster, of which something must live. @throws EnvironmentException where nothing does */
    final ProcessCluster running() {
        ProcessCluster cluster = cluster();
        if (cluster.shape().isPresent()) return cluster;
        throw new EnvironmentException(
                "nothing runs on " + data() + ": './colloquy cluster start --data " + data() + "' starts a cluster");
    }

    /** Puts what is up into the report, shows it to the person, and has other commands ask the living. Returns it. */
    final ClusterStatus show(ProcessCluster cluster, Report report) throws Exception {
        ClusterStatus status = ClusterStatus.of(cluster);
        if (status.rest().isPresent()) cluster.announceAgain(status.rest().get());
        status.report().forEach(report::put);
        status.lines().forEach(reading()::println);
        reading().flush();
        return status;
    }

    @Override
    protected final Failure failure(Exception thrown) {
        if (thrown instanceof FlinkRefusedException refused && refused.isAboutSettings())
            return Failure.ofUsage(thrown);
        return LocalCommand.failureOf(thrown);
    }
}
