package io.colloquy.cli;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What all commands share: the common options, the report, and the exit code. A module brings a command by naming its
 * class, which has a public constructor without parameters, in {@code META-INF/services}; it is made only where it is
 * asked for, or all are to be listed.
 */
public abstract class ReportingCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Write a report there as JSON; - is standard output.")
    private String json;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the job, on top of any file; can be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
    private boolean help;

    private BooleanSupplier interruption = () -> false;

    /**
     * Does the work.
     *
     * @param report takes the command's keys, and what went wrong with the result
     * @throws SettingsException for wrong usage or settings (exit code 2)
     * @throws EnvironmentException where this machine is in the way (3)
     * @throws InterruptedException where the person ended it (130)
     */
    protected abstract void run(Report report) throws Exception;

    /** @param asked whether the person wants an end: what fails then fails for that reason, whatever it says */
    final void heed(BooleanSupplier asked) {
        interruption = asked;
    }

    @Override
    public final Integer call() {
        Report report = new Report(words(), seed());
        int code = outcome(report);
        return json == null || written(report) ? code : ExitCode.ENVIRONMENT;
    }

    /** As it was called: of a command below another, both names. */
    private String words() {
        CommandSpec root = spec.root();
        return root == spec
                ? spec.name()
                : spec.qualifiedName().substring(root.name().length() + 1);
    }

    /**
     * What every random choice of the command comes from, for its report. A command that has any mixes in
     * {@link SeedOption}, and gives that one's.
     */
    protected long seed() {
        return SeedOption.any();
    }

    private int outcome(Report report) {
        try {
            checkReportFile();
            run(report);
            return report.isOk() ? ExitCode.GOOD : ExitCode.WRONG;
        } catch (InterruptedException e) {
            return interrupted(report);
        } catch (Exception e) {
            return interruption.getAsBoolean() ? interrupted(report) : failed(e, report);
        } catch (Error e) {
            if (interruption.getAsBoolean()) return interrupted(report);
            throw e;
        } finally {
            release();
        }
    }

    private static int interrupted(Report report) {
        report.fail("interrupted");
        return ExitCode.INTERRUPTED;
    }

    /** Before the work, which may take long. */
    private void checkReportFile() {
        if (json == null || json.equals(STANDARD_OUTPUT)) return;
        Path file = Path.of(json).toAbsolutePath();
        boolean possible = !json.isEmpty() && !Files.isDirectory(file) && Files.isDirectory(file.getParent());
        if (possible) return;
        json = null;
        throw new SettingsException("--json", "no file can be written at " + file);
    }

    private int failed(Exception thrown, Report report) {
        Failure failure = failure(thrown);
        report.fail(failure.message());
        progress(failure.message());
        explain(thrown);
        return failure.exitCode();
    }

    /** What an exception of {@link #run} means for the person and for scripts. */
    protected Failure failure(Exception thrown) {
        return Failure.of(thrown, List.of());
    }

    /** Tells more of a failure, after its message. */
    protected void explain(Exception thrown) {}

    /** Gives back what {@link #run} has opened; called once, however that ended. */
    protected void release() {}

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

    /** The settings with {@code --set} on top. @param config a {@code colloquy.yaml}; null for none */
    protected final SettingsReader settings(Path config) {
        return SettingsReader.load(config, set);
    }

    /** What {@code --set} says, by dotted keys. */
    protected final Map<String, String> set() {
        return Map.copyOf(set);
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
