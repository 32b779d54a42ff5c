package io.colloquy.bench;

import io.colloquy.bench.prints.PrintsBench;
import io.colloquy.bench.prints.PrintsResult;
import io.colloquy.cli.Home;
import io.colloquy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What {@code bench prints} takes. */
final class PrintsOptions {

    @Option(
            names = "--recordings",
            paramLabel = "FOLDER",
            description = "prints: WAV, FLAC and Ogg Opus files, in folders KIND/VOICE or without. Music and tones are"
                    + " counted apart, by these names. Default: the demo's.")
    private Path recordings;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "2000",
            description = "prints: pairs of sounds, of each kind and length. Default: 2000.")
    private int pairs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "prints: by which pairs are chosen. Default: 1.")
    private long seed;

    /**
     * Measures.
     *
     * @param usual the folder of recordings where none is given
     * @param progress takes a line now and then, for a person
     */
    PrintsResult run(String usual, Consumer<String> progress) throws IOException {
        if (pairs < 100) throw new SettingsException("--pairs", "must be 100 at least");
        Path folder = recordings == null ? Home.file(usual) : recordings;
        if (!Files.isDirectory(folder)) throw new SettingsException("--recordings", folder + " is no folder");
        return PrintsBench.run(folder, seed, pairs, progress);
    }
}
