package io.colloquy.local.cli;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.SettingsException;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.EnvironmentException;
import io.colloquy.local.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share: the common options, the report, and the exit code. */
public abstract class ReportingCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Write a report there as JSON; - is standard output.")
    private String json;

    @Option(names = "--seed", paramLabel = "N", description = "Repeat what a report with this seed did.")
    private Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep all data there, and go on with what is there. Without it they go away at the end.")
    private Path data;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the job, on top of any file; can be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
    private boolean help;

    private DataDirectory opened;

    /**
     * Does the work.
     *
     * @param report takes the command's keys, and what went wrong with the result
     * @throws SettingsException for wrong usage or settings (exit code 2)
     * @throws EnvironmentException where this machine is in the way (3)
     * @throws InterruptedException where the person ended it (130)
     */
    protected abstract void run(Report report) throws Exception;

    @Override
    public final Integer call() {
        Report report = new Report(spec.name(), seed == null ? newSeed() : seed);
        int code = outcome(report);
        return json == null || written(report) ? code : ExitCode.ENVIRONMENT;
    }

    /** JSON holds integers up to 2⁵³ alike everywhere. */
    private static long newSeed() {
        return ThreadLocalRandom.current().nextLong(1L << 31);
    }

    private int outcome(Report report) {
        try {
            run(report);
            return report.isOk() ? ExitCode.GOOD : ExitCode.WRONG;
        } catch (InterruptedException e) {
            report.fail("interrupted");
            return ExitCode.INTERRUPTED;
        } catch (Exception e) {
            return failed(e, report);
        } finally {
            if (opened != null) {
                opened.close();
            }
        }
    }

    private int failed(Exception thrown, Report report) {
        Failure failure = Failure.of(thrown);
        report.fail(failure.message());
        progress(failure.message());
        if (opened != null) {
            // What the servers said last often tells more than the exception.
            Logs.lastError(opened).ifPresent(line -> progress("last error in the log: " + line));
            LoggerFactory.getLogger(ReportingCommand.class).error("the command failed", thrown);
            progress("log: " + opened.log());
            opened.keepLogs();
        }
        return failure.exitCode();
    }

    private boolean written(Report report) {
        if (json.equals(STANDARD_OUTPUT)) {
            output().println(report.toJson());
            output().flush();
            return true;
        }
        try {
            Files.writeString(Path.of(json), report.toJson() + "\n");
            return true;
        } catch (IOException e) {
            progress("can't write the report: " + e);
            return false;
        }
    }

    /** Opens the directory that was asked for, or a temporary one, until the command ends; logs go there. */
    protected final DataDirectory openData() {
        return opened(data == null ? DataDirectory.temporary() : DataDirectory.open(data));
    }

    /** The same, but what was not asked for is this one, which stays. */
    protected final DataDirectory openData(Path usual) {
        return opened(DataDirectory.open(data == null ? usual : data));
    }

    private DataDirectory opened(DataDirectory directory) {
        opened = directory;
        Logs.to(directory);
        return directory;
    }

    /**
     * The job's settings with {@code --set} on top, and its models found on this machine.
     *
     * @param config a {@code colloquy.yaml}; null for none
     * @throws SettingsException names the key
     */
    protected final JobSettings settings(Path config) {
        return LocalModels.located(JobSettings.load(config, set));
    }

    /** Where {@code --set} says that Kafka is, for commands that need no more. */
    protected final KafkaSettings kafkaSettings() {
        return JobSettings.load(null, set).kafka();
    }

    /** Where {@code --set} says that Postgres is, for commands that need no more. */
    protected final PostgresSettings postgresSettings() {
        return JobSettings.load(null, set).postgres();
    }

    /** Tells the person how it goes, on standard error. */
    protected final void progress(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    /** Standard error, for progress in more than whole lines. */
    protected final PrintWriter errors() {
        return spec.commandLine().getErr();
    }

    /** For results that a person reads: standard output, unless the JSON report goes there. */
    protected final PrintWriter reading() {
        return STANDARD_OUTPUT.equals(json) ? errors() : output();
    }

    /** Standard output, for results alone. */
    protected final PrintWriter output() {
        return spec.commandLine().getOut();
    }
}
