package io.colloquy.proof.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProverTest {
    private static final Tier TIER = Tier.CORE;

    private final Set<Long> ran = ConcurrentHashMap.newKeySet();

    private void failFrom(int size, long seed, int tried) {
        ran.add(seed);
        assertThat(tried).as("size").isLessThan(size);
    }

    @Test
    void findsTheSmallestThatFails() throws InterruptedException {
        Prover prover = new Prover(TIER, (seed, size) -> failFrom(4, seed, size), Tally.begin(1));

        prover.run(100, tally -> {});

        assertThat(prover.counterexamples()).hasSize(3).allMatch(example -> example.size() == 4);
        Counterexample first = prover.counterexamples().get(0);
        assertThat(first.difference()).contains("size").contains("4");
        assertThatThrownBy(() -> CaseSeed.of(first.seed(), TIER, 0).run(TIER, (seed, size) -> failFrom(4, seed, size)))
                .as("the case alone, by the seed that was told")
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void goesOnAfterTheLastThatHasEnded(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("core.progress");
        Tally tally = Tally.begin(7);
        new Prover(TIER, (seed, size) -> failFrom(9, seed, size), tally).run(40, told -> {});
        tally.write(file);
        Set<Long> before = Set.copyOf(ran);
        ran.clear();

        Tally resumed = Tally.read(file);
        new Prover(TIER, (seed, size) -> failFrom(100, seed, size), resumed).run(60, told -> {});

        assertThat(before.size()).isGreaterThanOrEqualTo(38); // two may share a seed of what is invented
        assertThat(ran).hasSizeBetween(18, 20).doesNotContainAnyElementsOf(before);
        assertThat(resumed.finished()).isEqualTo(60);
        assertThat(resumed.failed()).isEqualTo(tally.failed()).isPositive();
        assertThat(resumed.counterexample()).isEqualTo(tally.counterexample()).contains("size 9");
    }

    @Test
    void countsNothingThatAnInterruptEnded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Tally tally = Tally.begin(3);
        Prover prover = new Prover(
                TIER,
                (seed, size) -> {
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        throw new IOException("as libraries say it", e);
                    }
                },
                tally);
        Thread caller = Thread.currentThread();
        new Thread(() -> interruptAfter(begun, caller)).start();

        assertThatThrownBy(() -> prover.run(10, told -> {})).isInstanceOf(InterruptedException.class);

        assertThat(tally.finished()).isZero();
        assertThat(prover.counterexamples()).isEmpty();
    }

    private static void interruptAfter(CountDownLatch latch, Thread thread) {
        try {
            latch.await();
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
