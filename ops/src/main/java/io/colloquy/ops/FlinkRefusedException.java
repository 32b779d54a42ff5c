package io.colloquy.ops;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink has answered, with a no. The message is what its root cause says, without the stack. */
public final class FlinkRefusedException extends RuntimeException {
    /** The line of a stack trace that names an exception: at the beginning of a line, perhaps behind "Caused by:". */
    private static final Pattern NAMED =
            Pattern.compile("^(?:Caused by: )?((?:[a-z][\\w]*\\.)+[A-Z][\\w$]*)(?:: (.*))?$", Pattern.MULTILINE);

    private static final int NOT_FOUND = 404;
    private static final String SETTINGS = "io.colloquy.settings.SettingsException";

    private static final String ENDS_THE_JOB = "org.apache.flink.runtime.execution.SuppressRestartsException";

    private final int status;
    private final boolean aboutSettings;

    /**
     * @param status of HTTP
     * @param errors as Flink gives them: sentences, or stack traces
     */
    FlinkRefusedException(int status, List<String> errors) {
        super(rootCause(String.join("\n", errors), status));
        this.status = status;
        this.aboutSettings = errors.stream().anyMatch(error -> error.contains(SETTINGS));
    }

    /** Whether Flink knows nothing of what was asked for. */
    public boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** Whether the job did not start because of a setting or an argument. */
    public boolean isAboutSettings() {
        return aboutSettings;
    }

    /**
     * The message of the last exception that a stack trace names; of a plain sentence, the sentence. What ended a job for
     * good comes first: it names the setting, and its causes do not.
     */
    static String rootCause(String trace, int status) {
        Matcher line = NAMED.matcher(trace);
        String found = null;
        boolean ended = false;
        while (line.find()) {
            String message = line.group(2);
            found = message == null || message.isBlank() ? line.group(1) : message;
            if (ended) break;
            ended = line.group(1).equals(ENDS_THE_JOB);
        }
        if (found != null) return found.strip();
        String first = trace.strip().lines().findFirst().orElse("");
        return first.isEmpty() ? "HTTP status " + status : first;
    }
}
