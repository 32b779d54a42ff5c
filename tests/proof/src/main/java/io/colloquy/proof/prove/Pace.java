package io.colloquy.proof.prove;

import java.util.function.Consumer;

/** Tells a person how it goes, now and then. */
final class Pace implements Consumer<Tally> {
    private final Tier tier;
    private final long cases;
    private final long before;
    private final Consumer<String> out;
    private final long began = System.nanoTime();

    /** @param before so many cases had ended in an earlier run */
    Pace(Tier tier, long cases, long before, Consumer<String> out) {
        this.tier = tier;
        this.cases = cases;
        this.before = before;
        this.out = out;
    }

    @Override
    public void accept(Tally tally) {
        double rate = (tally.finished() - before) / ((System.nanoTime() - began) / 1e9);
        long left = rate == 0 ? 0 : Math.round((cases - tally.finished()) / rate / 60);
        out.accept(String.format(
                "%s: %,d of %,d cases, %.1f a second, %d failed%s",
                tier.label(),
                tally.finished(),
                cases,
                rate,
                tally.failed(),
                left == 0 ? "" : ", " + left + " min left"));
    }
}
