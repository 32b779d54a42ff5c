package io.colloquy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.LoggerFactory;

/** Logs go to a file in the data directory: the console belongs to the command. */
public final class Logs {
    private static final String CONFIGURATION = "/log4j2-file.properties";
    private static final String FILE_PROPERTY = "colloquy.log";

    private Logs() {}

    /** From now on everything is logged to the directory's file; it is rolled before it grows large. */
    public static void to(DataDirectory data) {
        boolean interrupted = Thread.interrupted(); // which would break the library for good
        LoggerFactory.getILoggerFactory(); // here, on one thread: the servers start at once and would all do it
        System.setProperty(FILE_PROPERTY, data.log().toString());
        try {
            Configurator.reconfigure(Logs.class.getResource(CONFIGURATION).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** The last error that the directory's file tells of. */
    public static Optional<String> lastError(DataDirectory data) {
        try (Stream<String> lines = Files.lines(data.log())) {
            return lines.filter(line -> line.contains(" ERROR ")).reduce((earlier, later) -> later);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
