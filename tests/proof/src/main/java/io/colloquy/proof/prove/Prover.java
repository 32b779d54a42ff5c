package io.colloquy.proof.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs the cases of a tier, one on each processor at a time. */
final class Prover {
    /** Once so many are known, more tell nothing new. */
    private static final int MOST_COUNTEREXAMPLES = 3;

    private static final long TOLD_EVERY_MILLIS = 5_000;

    private final Tier tier;
    private final Trials trials;
    private final Tally tally;
    private final List<Counterexample> counterexamples = new ArrayList<>();
    private final AtomicLong next;
    private volatile boolean stopped;

    Prover(Tier tier, Trials trials, Tally tally) {
        this.tier = tier;
        this.trials = trials;
        this.tally = tally;
        this.next = new AtomicLong(tally.finished());
    }

    /**
     * Returns once so many cases have run, those of an earlier run included.
     *
     * @param told now and then, while cases run
     * @throws InterruptedException after the cases that were running have ended
     */
    void run(long cases, Consumer<Tally> told) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread worker = new Thread(() -> work(cases), tier.label() + "-" + i);
            worker.start();
            workers.add(worker);
        }
        try {
            for (Thread worker : workers) {
                while (worker.isAlive()) {
                    worker.join(TOLD_EVERY_MILLIS);
                    if (worker.isAlive()) told.accept(tally);
                }
            }
        } finally {
            stopped = true;
            workers.forEach(Thread::interrupt);
            for (Thread worker : workers) worker.join();
        }
    }

    private void work(long cases) {
        for (long number; !stopped && (number = next.getAndIncrement()) < cases; ) {
            CaseSeed seed = CaseSeed.of(tally.seed(), tier, number);
            try {
                seed.run(tier, trials);
                tally.ended(number, true);
            } catch (Throwable e) {
                if (stopped) return; // an interrupt comes in many disguises
                failed(seed, e);
                tally.ended(number, false);
            }
        }
    }

    private synchronized void failed(CaseSeed seed, Throwable failure) {
        if (counterexamples.size() == MOST_COUNTEREXAMPLES) return;
        Counterexample counterexample = Counterexample.shrunk(tier, trials, seed, failure);
        if (stopped)
            counterexample = Counterexample.of(tier, seed, seed, failure); // shrinking may have been interrupted
        counterexamples.add(counterexample);
        tally.keep(counterexample);
    }

    /** Those found in this run. */
    synchronized List<Counterexample> counterexamples() {
        return List.copyOf(counterexamples);
    }
}
