package io.colloquy.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a job shows of its settings, in Flink's REST: so that it can be started once more with the same. Secrets are shown
 * only where they are not said: {@code file:} and {@code env:} say where they lie.
 *
 * <p>All of it is one text, in JSON. Flink itself hides every value whose name sounds like a secret, also those that only
 * say where one lies.
 */
public final class RestartInfo {
    /** Stands for a value that is not shown. */
    public static final String HIDDEN = "(not shown)";

    /** The name under which Flink shows the text. */
    static final String SETTINGS = "colloquy.settings";

    /** What Flink shows in place of a value that it hides. */
    private static final String MASK = "******";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECRET = Pattern.compile("postgres\\.(url|password)|kafka\\.properties\\..*");
    private static final Pattern ELSEWHERE = Pattern.compile("(file|env):.*");
    private static final Pattern PASSWORD = Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

    private RestartInfo() {}

    /**
     * What Flink is to show.
     *
     * @param settings dotted keys with what was said of them; those with defaults are absent
     */
    public static Map<String, String> of(Map<String, String> settings) {
        try {
            return Map.of(SETTINGS, JSON.writeValueAsString(withoutSecrets(settings)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("settings that can't be written", e);
        }
    }

    /** The same settings, with {@link #HIDDEN} in place of secrets. */
    public static SortedMap<String, String> withoutSecrets(Map<String, String> settings) {
        SortedMap<String, String> shown = new TreeMap<>();
        settings.forEach((key, value) -> shown.put(key, isShown(key, value) ? value : HIDDEN));
        return shown;
    }

    /**
     * The settings of a job, with {@link #HIDDEN} where it does not show one.
     *
     * @param shown what Flink shows; names that are not Colloquy's are settings themselves
     * @throws IllegalArgumentException where the text is no JSON
     */
    public static SortedMap<String, String> read(Map<String, String> shown) {
        SortedMap<String, String> settings = new TreeMap<>(shown);
        String text = settings.remove(SETTINGS);
        if (text != null) settings.putAll(parse(text));
        settings.replaceAll((key, value) -> value.equals(MASK) ? HIDDEN : value);
        return settings;
    }

    private static Map<String, String> parse(String text) {
        try {
            return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what the job shows of its settings can't be read", e);
        }
    }

    private static boolean isShown(String key, String value) {
        if (!SECRET.matcher(key).matches() || ELSEWHERE.matcher(value).matches()) return true;
        return key.equals("postgres.url") && !PASSWORD.matcher(value).find();
    }
}
