package io.colloquy.local.cli;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.JobTopics;
import io.colloquy.local.Application;
import io.colloquy.local.demo.DemoCommand;
import io.colloquy.local.hear.HearCommand;
import io.colloquy.local.ledger.LedgerCommand;
import io.colloquy.local.send.SendCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
        name = "colloquy",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns whatever audio devices upload, whenever they do, into one clean, speaker-labelled log of"
                + " conversations.",
        footer = {
            "",
            "'colloquy test' builds and runs all tests; what follows it goes to Maven.",
            "'colloquy prove' tries many random cases against the definition: 'colloquy prove --help'.",
            "'colloquy COMMAND --help' tells more. Exit codes: 0 good, 1 a result is wrong, 2 usage or settings,",
            "3 this machine (port, disk, server), 130 interrupted."
        })
public final class Colloquy {

    @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    private static final Application CONVERSATIONS =
            new Application(JobTopics::prepare, Migrations::apply, ConversationJob::define);

    private Colloquy() {}

    public static void main(String[] args) {
        run(CONVERSATIONS, args);
    }

    /**
     * Executes one command on this application, and ends the process.
     *
     * @param more commands than there usually are
     */
    public static void run(Application application, String[] args, ReportingCommand... more) {
        KafkaHalt.handle();
        Interruption interruption = Interruption.ofThisThread();
        CommandLine commandLine = commandLine(application);
        for (ReportingCommand command : more) commandLine.addSubcommand(command);
        interruption.exit(commandLine.execute(args));
    }

    static CommandLine commandLine(Application application) {
        return new CommandLine(new Colloquy())
                .addSubcommand(new UpCommand(application))
                .addSubcommand(new DemoCommand(application))
                .addSubcommand(new SendCommand())
                .addSubcommand(new LedgerCommand())
                .addSubcommand(new HearCommand())
                .addSubcommand(new BenchCommand())
                .setUsageHelpAutoWidth(true);
    }
}
