package io.colloquy.ops;

import io.colloquy.cli.Report;
import io.colloquy.settings.SettingsException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colloquy replay}: hear again what came since a savepoint. */
@Command(
        name = "replay",
        description = {
            "Hear again what came since a savepoint, with other models: the live job ends with a savepoint of its own,"
                    + " and the job starts from the older one with its settings and those of --set. Kafka's records since"
                    + " then come again, rows are revised in place, and the job goes on live.",
            "",
            "Refused before anything stops where Kafka no longer holds what is needed. After an interruption, the same"
                    + " command goes on; the job itself does not need it. --undo goes back to where the live job ended:"
                    + " its savepoint is kept.",
            "",
            "  colloquy replay --from s3://colloquy/savepoints/savepoint-1 --set models.recognizer=models/new.onnx",
            "  colloquy replay --undo"
        })
public final class ReplayCommand extends FlinkCommand {
    private static final String JOURNAL = "colloquy-replay.json";

    @Option(
            names = "--from",
            paramLabel = "SAVEPOINT",
            description = "Where to begin: all that came since then is heard again.")
    private String from;

    @Option(names = "--undo", description = "Take the last replay back, whether it is done or not.")
    private boolean undo;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The job. Default: jobs/target/colloquy-job.jar of this build.")
    private Path jar;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings on top of those that the live job shows; --set goes on top of them.")
    private Path config;

    @Option(
            names = "--target",
            paramLabel = "DIR",
            description = "Where the live job's savepoint goes. Default: the cluster's own folder.")
    private String target;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Keeps what was done, for the next run of the command. Default: " + JOURNAL
                    + " in the directory of --data, or else in the current one.")
    private Path journal;

    @Option(
            names = "--accept-loss",
            description = "Go on though Kafka no longer holds all that came since the savepoint: what is gone is lost.")
    private boolean acceptLoss;

    @Override
    protected void run(Report report) throws Exception {
        if (undo == (from != null)) throw new SettingsException("--from", "say --from SAVEPOINT, or --undo");
        FlinkRest flink = flink();
        JobStarter starter = new JobStarter(flink, JobStarter.jar(jar), acceptLoss);
        try (ReplayJournal kept = ReplayJournal.open(journalFile())) {
            replay(flink, starter, kept, report);
        } catch (InterruptedException e) {
            progress("what was started goes on; the same command shows how far it is, --undo takes it back");
            throw e;
        }
    }

    private void replay(FlinkRest flink, JobStarter starter, ReplayJournal kept, Report report) throws Exception {
        JobSettingsMerge settings = new JobSettingsMerge(Optional.ofNullable(config), running(), set());
        if (undo) {
            new ReplayUndo(flink, starter, kept, settings, line()).run(report);
        } else {
            new Replay(flink, starter, kept, settings, line())
                    .run(from, askedJob(), Optional.ofNullable(target), report);
        }
    }

    private Path journalFile() {
        if (journal != null) return journal;
        return data().map(folder -> folder.resolve(JOURNAL)).orElse(Path.of(JOURNAL));
    }
}
