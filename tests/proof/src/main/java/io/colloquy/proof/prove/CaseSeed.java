package io.colloquy.proof.prove;

/**
 * All that one case depends on: what is invented, and how much of it, so that a single number repeats it.
 *
 * @param value of at most 53 bits where it was drawn here: JSON holds those alike everywhere
 */
record CaseSeed(long value) {

    /** The first case of a run has the seed of the run itself: so {@code --seed S --cases 1} repeats any case. */
    static CaseSeed of(long runSeed, Tier tier, long number) {
        if (number == 0) return new CaseSeed(runSeed);
        return new CaseSeed(mix(mix(mix(runSeed) + tier.ordinal()) + number) >>> 11);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014), after a step of its sequence. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    int size(Tier tier) {
        return 1 + (int) Math.floorMod(value, (long) tier.largest());
    }

    /** Some other case of this size; another for each attempt. */
    CaseSeed resized(Tier tier, int size, int attempt) {
        return new CaseSeed((Math.floorDiv(value, (long) tier.largest()) + attempt) * tier.largest() + size - 1);
    }

    void run(Tier tier, Trials trials) throws Throwable {
        trials.run(Math.floorDiv(value, (long) tier.largest()), size(tier));
    }
}
