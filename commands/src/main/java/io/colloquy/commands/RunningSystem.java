package io.colloquy.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.EnvironmentException;
import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The servers that run on a data directory, as the file says that {@code colloquy up} or {@code colloquy cluster} leaves
 * there.
 *
 * @param kafka {@code host:port}
 * @param postgres a JDBC URL, with user and password
 * @param flink the address of Flink's REST
 */
public record RunningSystem(String kafka, String postgres, String flink) {
    /** Holds the line that {@code up} prints, for as long as it runs. */
    static final String FILE = "colloquy.json";

    /**
     * @throws SettingsException where there is no such directory
     * @throws EnvironmentException where nothing runs on it
     */
    public static RunningSystem on(Path data) {
        if (!Files.isDirectory(data)) throw new SettingsException("--data", "there is no directory " + data);
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) throw new EnvironmentException("nothing runs on " + data + startIt(data));
        try {
            JsonNode line = new ObjectMapper().readTree(file.toFile());
            return new RunningSystem(text(line, "kafka"), text(line, "postgres"), text(line, "flink"));
        } catch (IOException | IllegalArgumentException e) {
            throw new EnvironmentException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** What to do about it, to go on from a message. */
    static String startIt(Path data) {
        return ": start it with './colloquy up --data " + data + "'";
    }

    private static String text(JsonNode line, String key) {
        if (!line.path(key).isTextual()) throw new IllegalArgumentException("it does not say where " + key + " is");
        return line.path(key).asText();
    }
}
