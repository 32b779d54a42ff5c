package io.colloquy.cli;

import io.colloquy.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Colloquy lies, with models and recordings; the launcher says it. */
public final class Home {
    private static final String PROPERTY = "colloquy.home";

    private Home() {}

    /** A file that comes with Colloquy. @param name relative to where Colloquy lies */
    public static Path file(String name) {
        return Path.of(System.getProperty(PROPERTY, "")).resolve(name).toAbsolutePath();
    }

    /**
     * Finds a file that a setting names: a relative path begins at the current directory or, as the defaults do, where
     * Colloquy lies.
     *
     * @throws SettingsException where it is not there
     */
    public static String locate(String key, String name) {
        Path here = Path.of(name).toAbsolutePath();
        Path home = file(name);
        if (Files.isReadable(here)) return here.toString();
        if (Files.isReadable(home)) return home.toString();
        throw new SettingsException(key, "there is no file " + here + (home.equals(here) ? "" : ", nor " + home));
    }
}
