package io.colloquy.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts processes that outlive this one and its terminal: in a session of their own, where the system has that. */
final class DetachedProcess {
    private static final String NEW_SESSION = "setsid";
    private static final File NOTHING = new File("/dev/null");

    private DetachedProcess() {}

    /**
     * Returns at once.
     *
     * @param environment on top of that of this process
     * @param log takes standard output and standard error, behind what is there
     */
    static KeptProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(inNewSession(command))
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return KeptProcess.of(builder.start().toHandle());
    }

    /** The program becomes the command itself, with the same process number: it is no leader of a group when started. */
    private static List<String> inNewSession(List<String> command) {
        if (!isOnThePath(NEW_SESSION)) return command;
        List<String> whole = new ArrayList<>(List.of(NEW_SESSION));
        whole.addAll(command);
        return whole;
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
