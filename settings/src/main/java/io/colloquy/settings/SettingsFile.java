package io.colloquy.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code colloquy.yaml}: keys may be nested or written flat with dots, or both in one file. */
public final class SettingsFile {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();

    private SettingsFile(Path file) {
        this.name = file.toString();
    }

    /**
     * The settings of the file by their dotted keys; a list is joined by commas.
     *
     * @throws SettingsException where it can't be read, isn't YAML, or says a key twice
     */
    public static Map<String, String> read(Path file) {
        SettingsFile settings = new SettingsFile(file);
        JsonNode root = parse(file);
        if (!root.isMissingNode() && !root.isNull()) {
            settings.object("", root);
        }
        return settings.values;
    }

    private static JsonNode parse(Path file) {
        if (!Files.isReadable(file)) {
            throw new SettingsException(file.toString(), "there is no such file, or it can't be read");
        }
        try {
            return YAML.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            // Without Jackson's excerpt of the source: the line may hold a password.
            throw new SettingsException(
                    file.toString(),
                    "not YAML at line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage());
        } catch (IOException e) {
            throw new SettingsException(file.toString(), "can't be read: " + e.getMessage(), e);
        }
    }

    private void object(String prefix, JsonNode node) {
        if (!node.isObject()) {
            throw new SettingsException(name, "expected 'key: value' lines");
        }
        node.properties().forEach(entry -> value(prefix + entry.getKey(), entry.getValue()));
    }

    private void value(String key, JsonNode node) {
        if (node.isObject()) {
            object(key + ".", node);
        } else if (!node.isNull() && !(node.isArray() && node.isEmpty()) && values.put(key, text(key, node)) != null) {
            throw new SettingsException(key, "is set twice in " + name);
        }
    }

    private static String text(String key, JsonNode node) {
        if (!node.isArray()) {
            return node.asText();
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(element -> scalar(key, element))
                .collect(Collectors.joining(","));
    }

    private static String scalar(String key, JsonNode element) {
        if (!element.isValueNode()) {
            throw new SettingsException(key, "a list may hold only plain values");
        }
        return element.asText();
    }
}
