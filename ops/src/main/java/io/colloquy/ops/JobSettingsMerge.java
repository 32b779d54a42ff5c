package io.colloquy.ops;

import io.colloquy.commands.RunningSystem;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.jobs.RestartInfo;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsFile;
import io.colloquy.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings with which a job starts again: those that it showed, with what the person says on top.
 *
 * @param config a {@code colloquy.yaml}; empty for none
 * @param running servers that are to be taken; empty for those of the settings
 * @param set dotted keys, on top of all
 */
record JobSettingsMerge(Optional<Path> config, Optional<RunningSystem> running, Map<String, String> set) {
    private static final String AGAIN = "publish.again";

    /**
     * @param shown by the job that runs or ran
     * @throws SettingsException where the job did not show a value, and nobody says it
     */
    SortedMap<String, String> on(Map<String, String> shown) {
        SortedMap<String, String> settings = new TreeMap<>(shown);
        settings.remove(AGAIN); // it was for the start of that job
        config.ifPresent(file -> settings.putAll(SettingsFile.read(file)));
        running.ifPresent(system -> put(system, settings));
        settings.putAll(set);
        settings.forEach((key, value) -> {
            if (value.equals(RestartInfo.HIDDEN)) {
                throw new SettingsException(
                        key,
                        "is a secret that the job does not show: give it by --config, or by --set as file:PATH or env:NAME");
            }
        });
        return settings;
    }

    /** The same, with secrets left out: to be kept and compared. */
    SortedMap<String, String> told(Map<String, String> shown) {
        return RestartInfo.withoutSecrets(on(shown));
    }

    /** The same, and all that the state knows is to be published again. @param name of the request */
    SortedMap<String, String> publishingAgain(Map<String, String> shown, String name) {
        SortedMap<String, String> settings = on(shown);
        settings.put(AGAIN, name);
        return settings;
    }

    private static void put(RunningSystem system, Map<String, String> settings) {
        settings.put("kafka.bootstrap", system.kafka());
        settings.put("postgres.url", system.postgres());
        settings.remove("postgres.user"); // the address says them
        settings.remove("postgres.password");
    }

    static KafkaSettings kafka(Map<String, String> settings) {
        return KafkaSettings.of(new SettingsReader(settings, System::getenv));
    }

    static PostgresSettings postgres(Map<String, String> settings) {
        return PostgresSettings.of(new SettingsReader(settings, System::getenv));
    }
}
