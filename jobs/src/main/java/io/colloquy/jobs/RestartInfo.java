package io.colloquy.jobs;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a job shows of its settings, in Flink's REST: so that it can be started once more with the same. Secrets are shown
 * only where they are not said: {@code file:} and {@code env:} say where they lie.
 */
public final class RestartInfo {
    /** Stands for a value that is not shown. */
    public static final String HIDDEN = "(not shown)";

    private static final Pattern SECRET = Pattern.compile("postgres\\.(url|password)|kafka\\.properties\\..*");
    private static final Pattern ELSEWHERE = Pattern.compile("(file|env):.*");
    private static final Pattern PASSWORD = Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

    private RestartInfo() {}

    /** @param settings dotted keys with what was said of them; those with defaults are absent */
    static Map<String, String> of(Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>();
        settings.forEach((key, value) -> shown.put(key, isShown(key, value) ? value : HIDDEN));
        return shown;
    }

    private static boolean isShown(String key, String value) {
        if (!SECRET.matcher(key).matches() || ELSEWHERE.matcher(value).matches()) return true;
        return key.equals("postgres.url") && !PASSWORD.matcher(value).find();
    }
}
