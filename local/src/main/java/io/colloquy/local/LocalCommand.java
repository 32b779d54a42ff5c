package io.colloquy.local;

import io.colloquy.cli.Failure;
import io.colloquy.cli.Home;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.jobs.JobSettings;
import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.ModelException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What commands share that run servers on this machine: a data directory, and the job's settings. */
public abstract class LocalCommand extends ReportingCommand {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep all data there, and go on with what is there. Without it they go away at the end.")
    private Path data;

    private DataDirectory opened;

    /** Opens the directory that was asked for, or a temporary one, until the command ends; logs go there. */
    protected final DataDirectory openData() {
        return opened(data == null ? DataDirectory.temporary() : DataDirectory.open(asked()));
    }

    /** The same, but what was not asked for is this one, which stays. */
    protected final DataDirectory openData(Path usual) {
        return opened(DataDirectory.open(data == null ? usual : asked()));
    }

    /** An empty one would be the current directory: as a rule a variable of a script that was not set. */
    private Path asked() {
        if (data.toString().isEmpty()) throw new SettingsException("--data", "is empty");
        return data;
    }

    private DataDirectory opened(DataDirectory directory) {
        opened = directory;
        KafkaHalt.handle();
        Logs.to(directory);
        return directory;
    }

    /**
     * The job's settings with {@code --set} on top, its models found on this machine, and the storage that it reads.
     *
     * @param config a {@code colloquy.yaml}; null for none
     * @throws SettingsException names the key
     */
    protected final JobSettings jobSettings(Path config) {
        JobSettings settings = JobSettings.load(config, set());
        LocalFileSystems.prepare(settings);
        return settings.with(settings.models().at(Home::locate));
    }

    @Override
    protected final Failure failure(Exception thrown) {
        return failureOf(thrown);
    }

    /** What an exception of servers and job means for the person and for scripts. */
    public static Failure failureOf(Exception thrown) {
        if (thrown instanceof JobFailedException || isAboutSettings(thrown)) return Failure.ofUsage(thrown);
        return Failure.of(thrown, List.of(KafkaException.class));
    }

    private static boolean isAboutSettings(Exception thrown) {
        return thrown instanceof SettingsException || thrown instanceof ModelException;
    }

    /** What the servers said last often tells more than the exception, unless that is about what the person wrote. */
    @Override
    protected final void explain(Exception thrown) {
        if (opened == null || isAboutSettings(thrown)) return;
        Logs.lastError(opened).ifPresent(line -> progress("last error in the log: " + line));
        LoggerFactory.getLogger(LocalCommand.class).error("the command failed", thrown);
        progress("log: " + opened.log());
        opened.keepLogs();
    }

    @Override
    protected final void release() {
        if (opened != null) opened.close();
    }
}
