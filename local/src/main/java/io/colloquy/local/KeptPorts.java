package io.colloquy.local;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The ports that the servers of a data directory listened on last, by the server's name: clients know them. */
public final class KeptPorts {
    private static final String FILE = "ports.properties";

    private final Path file;

    private KeptPorts(Path file) {
        this.file = file;
    }

    /** @param directory of data, in use or not */
    public static KeptPorts in(Path directory) {
        return new KeptPorts(directory.resolve(FILE));
    }

    /** Empty before the first start; a line that nobody can read counts as none. */
    public Map<String, Integer> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new EnvironmentException(
                    "can't read " + file + ": " + e + "; remove it, and ports are chosen anew", e);
        }
        Map<String, Integer> ports = new TreeMap<>();
        kept.forEach((server, port) -> {
            if (port.toString().matches("[1-9]\\d{0,4}") && Integer.parseInt(port.toString()) <= Port.MOST) {
                ports.put(server.toString(), Integer.valueOf(port.toString()));
            }
        });
        return ports;
    }

    void write(Map<String, Integer> ports) {
        Properties kept = new Properties();
        ports.forEach((server, port) -> kept.setProperty(server, port.toString()));
        try {
            Path written = file.resolveSibling(FILE + ".new");
            try (Writer writer = Files.newBufferedWriter(written)) {
                kept.store(writer, "where the servers listened last");
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }
}
