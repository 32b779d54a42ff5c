package io.colloquy.jobs;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arguments of the submitted jar.
 *
 * @param config a {@code colloquy.yaml} where the main runs; null for none
 * @param set dotted keys, on top of the file
 * @param checks whether the job is not to start, but to say whether it could
 * @param acceptsLoss whether it starts from a savepoint even if Kafka does not hold all that follows
 */
record JobArguments(Path config, Map<String, String> set, boolean checks, boolean acceptsLoss) {
    static final String USAGE = "[--config FILE] [--set KEY=VALUE]… [--check] [" + RestoreCheck.ACCEPT + "]";
    static final String CHECK = "--check";

    JobArguments {
        set = Map.copyOf(set);
    }

    /** @throws SettingsException for anything that is not an argument */
    static JobArguments parse(String... args) {
        Path config = null;
        Map<String, String> set = new LinkedHashMap<>();
        boolean checks = false;
        boolean acceptsLoss = false;
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            String flag = rest.next();
            switch (flag) {
                case "--config" -> config = Path.of(value(flag, rest));
                case "--set" -> put(set, value(flag, rest));
                case CHECK -> checks = true;
                case RestoreCheck.ACCEPT -> acceptsLoss = true;
                default -> throw new SettingsException(flag, "there is no such argument; write " + USAGE);
            }
        }
        return new JobArguments(config, set, checks, acceptsLoss);
    }

    JobSettings settings() {
        return JobSettings.load(config, set);
    }

    /** What was said of each key, as it was written. */
    Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>(config == null ? Map.of() : SettingsFile.read(config));
        written.putAll(set);
        return written;
    }

    private static String value(String flag, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new SettingsException(flag, "needs a value; write " + USAGE);
        }
        return rest.next();
    }

    /** The value may hold a secret, so it is not shown where the key can't be told from it. */
    private static void put(Map<String, String> set, String keyAndValue) {
        int equals = keyAndValue.indexOf('=');
        if (equals < 1) {
            throw new SettingsException("--set", "write --set KEY=VALUE");
        }
        set.put(keyAndValue.substring(0, equals), keyAndValue.substring(equals + 1));
    }
}
