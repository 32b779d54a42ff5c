package io.colloquy.ops;

import io.colloquy.cli.ExitCode;
import io.colloquy.cli.Failure;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.commands.RunningSystem;
import io.colloquy.settings.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What commands share that work on a cluster which runs: where its REST is, and which of its jobs is meant. */
abstract class FlinkCommand extends ReportingCommand {
    private static final String USUAL = "http://127.0.0.1:8081";
    static final Duration POLL = Duration.ofMillis(500);

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = "Flink's REST. Default: that of --data, else " + USUAL + ".")
    private String flink;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "The job. Default: the one that runs and is called colloquy.")
    private String job;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "On what 'colloquy cluster' runs there, in place of --flink. What 'colloquy up' runs ends with"
                            + " its job: only take savepoints of that.")
    private Path data;

    private ProgressLine line;

    /** @throws SettingsException where the address is none */
    final FlinkRest flink() {
        if (flink != null && data != null) {
            throw new SettingsException("--data", "says where Flink is; so does --flink: give one of them");
        }
        return new FlinkRest(address(
                flink != null ? flink : data != null ? running().orElseThrow().flink() : USUAL));
    }

    /** What {@code --data} names; empty without it. */
    final Optional<RunningSystem> running() {
        return Optional.ofNullable(data).map(RunningSystem::on);
    }

    /** The directory of {@code --data}; empty without it. */
    final Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    /** What {@code --job} names; empty without it. */
    final Optional<String> askedJob() {
        if (job != null && !job.matches("[0-9a-f]{32}")) {
            throw new SettingsException("--job", "the id of a job is 32 hexadecimal digits, not " + job);
        }
        return Optional.ofNullable(job);
    }

    /** Tells how it goes, on a line of its own that changes. */
    final ProgressLine line() {
        if (line == null) line = new ProgressLine(errors(), System.console() != null);
        return line;
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) return address;
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new SettingsException("--flink", "write http://host:port, not " + text);
    }

    /** A refusal is about settings, or else about the cluster. */
    @Override
    protected final Failure failure(Exception thrown) {
        if (thrown instanceof FlinkRefusedException refused) {
            return new Failure(refused.getMessage(), refused.isAboutSettings() ? ExitCode.USAGE : ExitCode.ENVIRONMENT);
        }
        return super.failure(thrown);
    }
}
