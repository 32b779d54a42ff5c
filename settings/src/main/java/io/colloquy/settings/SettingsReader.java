package io.colloquy.settings;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes typed values out of dotted keys. It learns the known keys from what is asked of it, so that whatever nobody
 * asked for can be refused at the end.
 */
public final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zµ]+)");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
    private static final Pattern BYTES = Pattern.compile("([1-9]\\d{0,6})\\s*([MG]B)");
    private static final Map<String, Long> MICROS = Map.of(
            "us", 1L,
            "µs", 1L,
            "ms", 1_000L,
            "s", 1_000_000L,
            "min", 60_000_000L,
            "h", 3_600_000_000L,
            "d", 86_400_000_000L);
    private static final BigDecimal MOST_MICROS = BigDecimal.valueOf(100L * 365 * MICROS.get("d"));

    private final Map<String, String> values;
    private final UnaryOperator<String> environment;
    private final TreeSet<String> known = new TreeSet<>();

    /** @param environment gives a variable's value, or null */
    public SettingsReader(Map<String, String> values, UnaryOperator<String> environment) {
        this.values = new TreeMap<>(values);
        this.environment = environment;
    }

    /**
     * Of a file, with overrides on top of it and this process's environment for {@code env:} secrets.
     *
     * @param file null for none
     * @param overrides dotted keys
     * @throws SettingsException where the file can't be read
     */
    public static SettingsReader load(Path file, Map<String, String> overrides) {
        Map<String, String> values = new LinkedHashMap<>(file == null ? Map.of() : SettingsFile.read(file));
        values.putAll(overrides);
        return new SettingsReader(values, System::getenv);
    }

    /** The value as it is written; never empty, and null only where the fallback is. */
    public String text(String key, String fallback) {
        known.add(key);
        String value = values.get(key);
        if (value == null) {
            return fallback;
        }
        if (value.isBlank()) {
            throw new SettingsException(key, "is empty");
        }
        return value.strip();
    }

    /** Like {@link #text}, and follows {@code file:/path} and {@code env:NAME} to where the value is kept. */
    public String secret(String key, String fallback) {
        String value = text(key, fallback);
        return value == null ? null : reveal(key, value);
    }

    public Duration duration(String key, Duration fallback) {
        String value = text(key, null);
        if (value == null) {
            return fallback;
        }
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches() || !MICROS.containsKey(matcher.group(2))) {
            throw new SettingsException(
                    key,
                    "'" + value + "' is not a duration; write for example '500 ms', '1.5 s', '2 min', '1 h', '30 d'");
        }
        return exact(
                key,
                value,
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(MICROS.get(matcher.group(2)))));
    }

    /** Like {@link #duration}, and more than none. */
    public Duration positive(String key, Duration fallback) {
        Duration value = duration(key, fallback);
        if (value.isZero()) throw new SettingsException(key, "must be more than 0");
        return value;
    }

    private static Duration exact(String key, String value, BigDecimal micros) {
        if (micros.compareTo(MOST_MICROS) > 0) {
            throw new SettingsException(key, value + " is longer than 100 years");
        }
        if (micros.stripTrailingZeros().scale() > 0) {
            throw new SettingsException(key, value + " is not a whole number of microseconds");
        }
        return Duration.ofNanos(micros.longValueExact() * 1_000);
    }

    /** A whole number from 1 on; 0 for {@code auto}, which is the fallback. */
    public int countOrAuto(String key) {
        return "auto".equals(text(key, "auto")) ? 0 : count(key, 1);
    }

    /** A whole number from 1 on. */
    public int count(String key, int fallback) {
        String value = text(key, null);
        if (value == null) return fallback;
        if (!COUNT.matcher(value).matches())
            throw new SettingsException(key, "'" + value + "' is not a whole number from 1 to 999999999");
        return Integer.parseInt(value);
    }

    /** A number from 0 on, to the millionth. */
    public double decimal(String key, double fallback) {
        String value = text(key, null);
        if (value == null) return fallback;
        if (!DECIMAL.matcher(value).matches())
            throw new SettingsException(key, "'" + value + "' is not a number such as 0.35, of six decimals at most");
        return Double.parseDouble(value);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        String value = text(key, String.valueOf(fallback));
        if (!value.equals("true") && !value.equals("false"))
            throw new SettingsException(key, "'" + value + "' is neither true nor false");
        return value.equals("true");
    }

    /** One of an enum's names, in lower case. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        String value = text(key, fallback.name().toLowerCase(Locale.ROOT));
        E[] all = fallback.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new SettingsException(
                        key,
                        "'" + value + "' is none of " + Arrays.toString(all).toLowerCase(Locale.ROOT)));
    }

    /** Bytes, from 1 on. */
    public long bytes(String key, long fallback) {
        String value = text(key, null);
        if (value == null) return fallback;
        Matcher matcher = BYTES.matcher(value);
        if (!matcher.matches())
            throw new SettingsException(
                    key, "'" + value + "' is not an amount of memory; write for example '800 MB' or '8 GB'");
        return Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("MB") ? 20 : 30);
    }

    /** Comma-separated; empty where it is not set. */
    public List<String> list(String key) {
        String value = text(key, null);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    /** Everything below {@code prefix}, whatever its name, with secrets revealed. */
    public Map<String, String> below(String prefix) {
        known.add(prefix + "*");
        Map<String, String> result = new TreeMap<>();
        values.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
                .forEach(key -> result.put(key.substring(prefix.length()), secret(key, null)));
        return result;
    }

    /** The keys that were asked for, and {@code prefix.*} for whole families. */
    public SortedSet<String> known() {
        return Collections.unmodifiableSortedSet(known);
    }

    /** @throws SettingsException for the first key that nobody asked for */
    public void rejectUnknown() {
        reject(key -> !known.contains(key));
    }

    /**
     * For who needs only some of the settings: the others are left alone.
     *
     * @throws SettingsException for the first key that is no setting at all
     */
    public void rejectMisspelt() {
        known.addAll(SettingsKeys.ALL); // one of these may have been meant
        reject(key -> !known.contains(key) && !SettingsKeys.contain(key));
    }

    private void reject(Predicate<String> unknown) {
        values.keySet().stream().filter(unknown).findFirst().ifPresent(key -> {
            String hint = nearest(key)
                    .map(other -> "did you mean " + other + "?")
                    .orElse("flink-conf/colloquy.yaml lists them all");
            throw new SettingsException(key, "there is no such setting; " + hint);
        });
    }

    /** What may have been meant: at most a third of its letters are others. */
    private Optional<String> nearest(String key) {
        return known.stream()
                .min(Comparator.comparingInt(other -> distance(key, other)))
                .filter(other -> 3 * distance(key, other) <= other.length());
    }

    private String reveal(String key, String value) {
        if (value.startsWith("file:")) {
            return contents(key, Path.of(value.substring("file:".length())));
        }
        return value.startsWith("env:") ? variable(key, value.substring("env:".length())) : value;
    }

    private static String contents(String key, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SettingsException(key, "can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private String variable(String key, String name) {
        String value = environment.apply(name);
        if (value == null) {
            throw new SettingsException(key, "the environment variable " + name + " is not set");
        }
        return value;
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
