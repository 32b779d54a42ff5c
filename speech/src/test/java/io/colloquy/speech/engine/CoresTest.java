package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class CoresTest {

    /** As many meet as there are cores, and never is there one more: whatever machine this runs on. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 32})
    void fillsAllCoresAndNoMore(int count) {
        Cores cores = new Cores(count);
        AtomicInteger computing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(count);
        ExecutorService threads = Executors.newFixedThreadPool(3 * count);
        try {
            List<CompletableFuture<Void>> work = IntStream.range(0, 10 * count)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> cores.use(1, () -> compute(computing, most, all)), threads))
                    .toList();
            work.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }

        assertThat(most).hasValue(count);
    }

    private static Void compute(AtomicInteger computing, AtomicInteger most, CountDownLatch all) {
        most.accumulateAndGet(computing.incrementAndGet(), Math::max);
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        computing.decrementAndGet();
        return null;
    }

    @Test
    void areFreeAgainAfterAFailure() {
        Cores cores = new Cores(1);
        assertThatThrownBy(() -> cores.use(1, () -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");

        assertThat(cores.<Integer>use(1, () -> 7)).isEqualTo(7);
    }

    @Test
    void whoIsInterruptedWhileItWaitsGetsNone() {
        Cores cores = new Cores(1);
        cores.use(1, () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> cores.use(1, () -> 1)).isInstanceOf(CancellationException.class);
            return Thread.interrupted();
        });

        assertThat(cores.<Integer>use(1, () -> 7)).isEqualTo(7);
    }
}
