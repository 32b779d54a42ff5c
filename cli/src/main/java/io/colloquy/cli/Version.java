package io.colloquy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that Maven built, from the pom. */
final class Version implements IVersionProvider {

    static String ofThisBuild() {
        try (InputStream file = Version.class.getResourceAsStream("/colloquy.version")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"colloquy " + ofThisBuild()};
    }
}
