package io.colloquy.cli;

import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;

/** {@code --seed}, to be mixed into commands that choose at random. */
public final class SeedOption {

    @Option(names = "--seed", paramLabel = "N", description = "Repeat what a report with this seed did.")
    private Long given;

    /** The seed that was given, or another each time. */
    public long value() {
        return given == null ? any() : given;
    }

    /** JSON holds integers up to 2⁵³ alike everywhere. */
    static long any() {
        return ThreadLocalRandom.current().nextLong(1L << 31);
    }
}
