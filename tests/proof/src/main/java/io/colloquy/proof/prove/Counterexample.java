package io.colloquy.proof.prove;

import org.opentest4j.AssertionFailedError;

/**
 * A case that fails, and the smallest that was found to fail like it.
 *
 * @param found seed of the first that failed
 * @param seed of the smallest
 * @param difference what is wrong with the smallest: where it differs first
 */
record Counterexample(String tier, long found, long seed, int size, String difference) {
    private static final int SHOWN = 600;
    private static final int AROUND = 120;

    /** Looks for the smallest, from the smallest size on. */
    static Counterexample shrunk(Tier tier, Trials trials, CaseSeed found, Throwable failure) {
        for (int size = 1; size < found.size(tier); size++) {
            for (int attempt = 0; attempt < tier.attempts(); attempt++) {
                CaseSeed smaller = found.resized(tier, size, attempt);
                try {
                    smaller.run(tier, trials);
                } catch (Throwable e) {
                    return of(tier, found, smaller, e);
                }
            }
        }
        return of(tier, found, found, failure);
    }

    static Counterexample of(Tier tier, CaseSeed found, CaseSeed seed, Throwable failure) {
        return new Counterexample(tier.label(), found.value(), seed.value(), seed.size(tier), difference(failure));
    }

    static String difference(Throwable failure) {
        if (failure instanceof AssertionFailedError compared
                && compared.isExpectedDefined()
                && compared.isActualDefined()) {
            String expected = compared.getExpected().getStringRepresentation();
            String actual = compared.getActual().getStringRepresentation();
            return cut(compared.getMessage(), AROUND) + " … " + firstDifference(expected, actual);
        }
        return cut(
                failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : failure.toString(), SHOWN);
    }

    private static String firstDifference(String expected, String actual) {
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) at++;
        return "expected " + around(expected, at) + " but was " + around(actual, at) + " at character " + at;
    }

    private static String around(String text, int at) {
        return "…" + text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND)) + "…";
    }

    private static String cut(String text, int length) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= length ? line : line.substring(0, length);
    }

    @Override
    public String toString() {
        return "seed %d, size %d (found as %d): %s".formatted(seed, size, found, difference);
    }
}
