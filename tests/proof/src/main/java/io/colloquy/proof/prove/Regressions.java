package io.colloquy.proof.prove;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The cases that once failed, a seed a line. They invent the same for as long as what invents them draws the same
 * numbers: where it has changed, a line is one case more.
 */
final class Regressions {
    private static final Path FOLDER = Path.of("tests/proof/src/main/resources/regressions");

    private Regressions() {}

    static List<CaseSeed> of(Tier tier) throws IOException {
        try (InputStream file = Regressions.class.getResourceAsStream("/regressions/" + file(tier))) {
            String lines = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(lines.split("\n"))
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> new CaseSeed(Long.parseLong(line)))
                    .toList();
        }
    }

    /** Adds a line, for whoever repairs it to commit. */
    static Path keep(Path home, Tier tier, Counterexample counterexample) throws IOException {
        Path file = Files.createDirectories(home.resolve(FOLDER)).resolve(file(tier));
        String line = counterexample.seed() + " # " + shortened(counterexample.difference()) + "\n";
        return Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String shortened(String text) {
        return text.replace('\n', ' ').substring(0, Math.min(100, text.length()));
    }

    private static String file(Tier tier) {
        return tier.label() + ".txt";
    }
}
