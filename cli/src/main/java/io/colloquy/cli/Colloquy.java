package io.colloquy.cli;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Its commands are those that the modules on the class path bring. */
@Command(
        name = "colloquy",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns whatever audio devices upload, whenever they do, into one clean, speaker-labelled log of"
                + " conversations.",
        footer = {
            "",
            "'colloquy test' builds and runs all tests; what follows it goes to Maven.",
            "'colloquy COMMAND --help' tells more. Exit codes: 0 good, 1 a result is wrong, 2 usage or settings,",
            "3 this machine (port, disk, server), 130 interrupted."
        })
public final class Colloquy {

    @Option(names = "--help", usageHelp = true, description = "Show this and exit.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    private Colloquy() {}

    public static void main(String[] args) {
        run(args);
    }

    /**
     * Executes one command, and ends the process.
     *
     * @param more commands besides those that are found; one takes the place of that of its name
     */
    public static void run(String[] args, ReportingCommand... more) {
        Interruption interruption = Interruption.ofThisThread();
        interruption.exitAfter(() -> {
            CommandLine commandLine = commandLine(args, more);
            heed(commandLine, interruption);
            return commandLine.execute(args);
        });
    }

    /** Tells all commands, and those below a command. */
    private static void heed(CommandLine parent, Interruption interruption) {
        for (CommandLine command : parent.getSubcommands().values()) {
            ((ReportingCommand) command.getCommand()).heed(interruption::isAsked);
            heed(command, interruption);
        }
    }

    /** With the command that is asked for alone, or with all of them where none is. */
    static CommandLine commandLine(String[] args, ReportingCommand... more) {
        Map<String, Supplier<? extends ReportingCommand>> commands = new TreeMap<>();
        ServiceLoader.load(ReportingCommand.class).stream().forEach(found -> commands.put(nameOf(found.type()), found));
        for (ReportingCommand command : more) commands.put(nameOf(command.getClass()), () -> command);
        if (args.length > 0 && commands.containsKey(args[0])) commands.keySet().retainAll(Set.of(args[0]));
        CommandLine commandLine = new CommandLine(new Colloquy());
        commands.values().forEach(command -> commandLine.addSubcommand(command.get()));
        return commandLine.setUsageHelpAutoWidth(true).setParameterExceptionHandler(UsageError::tell);
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
