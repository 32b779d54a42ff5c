package io.colloquy.proof.prove;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How far a run has come. Cases end in any order; what is counted, and kept for {@code --resume}, is all up to the
 * first that has not ended.
 */
final class Tally {
    private static final String SEED = "seed";
    private static final String CASES = "cases";
    private static final String FAILED = "failed";
    private static final String COUNTEREXAMPLE = "counterexample";

    private final long seed;
    /** Of cases that ended before an earlier one, whether they are good. */
    private final TreeMap<Long, Boolean> early = new TreeMap<>();

    private long finished;
    private long failed;
    private String counterexample;

    private Tally(long seed, long finished, long failed, String counterexample) {
        this.seed = seed;
        this.finished = finished;
        this.failed = failed;
        this.counterexample = counterexample;
    }

    static Tally begin(long seed) {
        return new Tally(seed, 0, 0, null);
    }

    /** @throws IOException where there is no such run to go on with */
    static Tally read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Tally(
                Long.parseLong(properties.getProperty(SEED)),
                Long.parseLong(properties.getProperty(CASES)),
                Long.parseLong(properties.getProperty(FAILED)),
                properties.getProperty(COUNTEREXAMPLE));
    }

    synchronized void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(SEED, Long.toString(seed));
        properties.setProperty(CASES, Long.toString(finished));
        properties.setProperty(FAILED, Long.toString(failed));
        if (counterexample != null) properties.setProperty(COUNTEREXAMPLE, counterexample);
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(written)) {
            properties.store(writer, "how far prove has come; --resume goes on from here");
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    synchronized void ended(long number, boolean good) {
        early.put(number, good);
        for (Boolean next; (next = early.remove(finished)) != null; finished++) {
            if (!next) failed++;
        }
    }

    synchronized void keep(Counterexample found) {
        if (counterexample == null) counterexample = found.toString();
    }

    long seed() {
        return seed;
    }

    synchronized long finished() {
        return finished;
    }

    synchronized long failed() {
        return failed;
    }

    /** The first, in words; null where there is none. */
    synchronized String counterexample() {
        return counterexample;
    }
}
