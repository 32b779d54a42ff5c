package io.colloquy.demo;

import io.colloquy.cli.Home;
import io.colloquy.cli.ProgressLine;
import io.colloquy.cli.Report;
import io.colloquy.cli.SeedOption;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.jobs.JobSettings;
import io.colloquy.local.Application;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalCommand;
import io.colloquy.local.LocalSystem;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code colloquy demo}: real audio through the whole system, and how right the result is. */
@Command(
        name = "demo",
        description =
                "Send recordings whose truth is known: cut, shuffled, some twice, some late, some spoiled. Score what"
                        + " ends up in Postgres and show it. With --data and the same --seed an interrupted demo goes on.")
public final class DemoCommand extends LocalCommand {
    private static final String RECORDINGS = "models/recordings";

    @Mixin
    private SeedOption seed;

    @Option(names = "--exit", description = "End after the score. Without a terminal it does anyway.")
    private boolean exit;

    @Override
    protected long seed() {
        return seed.value();
    }

    @Override
    protected void run(Report report) throws Exception {
        boolean terminal = System.console() != null;
        ProgressLine progress = new ProgressLine(errors(), terminal);
        List<Recording> recordings = Recordings.load(Home.file(RECORDINGS));
        ChunkPlan plan = ChunkPlan.of(recordings, report.seed());
        JobSettings settings = jobSettings(null);
        try (DataDirectory data = openData()) {
            progress.say("starting Kafka, Postgres and Flink; log: " + data.log());
            try (LocalSystem system =
                            LocalSystem.start(data, LocalSystem.Ports.USUAL, settings, Application.CONVERSATIONS);
                    ConversationReader reader =
                            new ConversationReader(system.settings().postgres())) {
                system.notices().forEach(progress::say);
                DemoRun run = new DemoRun(system, reader, progress);
                DemoResult result = run.run(recordings, plan);
                result.fill(report);
                TranscriptPrinter.print(result.conversations(), result.utterances(), reading());
                result.print(reading());
                if (terminal && !exit) stay(system, progress);
            } finally {
                progress.say("stopping");
            }
        }
    }

    /** The score stands whatever ends it: Ctrl-C, or a job that fails while somebody looks around. */
    private static void stay(LocalSystem system, ProgressLine progress) throws Exception {
        progress.say("");
        progress.say("look around:  psql '" + system.endpoints().psql() + "?options=-csearch_path%3Dcolloquy'");
        progress.say("              " + system.endpoints().flink());
        progress.say("stop with Ctrl-C");
        try {
            while (true) {
                system.job().stateOfRunning();
                Thread.sleep(1000);
            }
        } catch (InterruptedException e) {
            // the person has seen enough
        }
    }
}
