package io.colloquy.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command, in one sentence: all of the help would hide it. */
final class UsageError {

    private UsageError() {}

    /** For {@link CommandLine#setParameterExceptionHandler}. */
    static int tell(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter out = command.getErr();
        if (args.length == 0) {
            command.usage(out);
        } else {
            out.println(problem(error) + "; '" + command.getCommandSpec().qualifiedName() + " --help' tells more");
        }
        out.flush();
        return ExitCode.USAGE;
    }

    private static String problem(ParameterException error) {
        if (!(error instanceof UnmatchedArgumentException unmatched)) return error.getMessage();
        List<String> similar = unmatched.getSuggestions();
        return unmatched.getUnmatched().get(0) + " is not known here"
                + (similar.isEmpty() ? "" : ", did you mean " + similar.get(0) + "?");
    }
}
