package io.colloquy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a command did, for scripts. Not for use by several threads. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String command;
    private final long seed;
    private final long began = System.nanoTime();
    private final Map<String, Object> results = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    Report(String command, long seed) {
        this.command = command;
        this.seed = seed;
    }

    /** What every random choice of the command comes from. */
    public long seed() {
        return seed;
    }

    /** @param value anything that Jackson writes: records, maps, lists, numbers, text */
    public void put(String key, Object value) {
        results.put(key, value);
    }

    /** The result is wrong, in this way. */
    public void fail(String message) {
        failures.add(message);
    }

    public boolean isOk() {
        return failures.isEmpty();
    }

    String toJson() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("command", command);
        report.put("version", Version.ofThisBuild());
        report.put("ok", isOk());
        report.put("seed", seed);
        report.put("seconds", (System.nanoTime() - began) / 1_000_000 / 1e3);
        report.put("failures", failures);
        report.putAll(results);
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that can't be written", e);
        }
    }
}
