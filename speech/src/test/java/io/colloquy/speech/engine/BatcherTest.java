package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.speech.api.BatchLimits;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatcherTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Queue<List<Integer>> ran = new ConcurrentLinkedQueue<>();

    private Batcher<Integer, Integer> squares(BatchLimits limits) {
        return new Batcher<>("test", limits, item -> 10, batch -> {
            ran.add(batch);
            return batch.stream().map(BatcherTest::square).toList();
        });
    }

    private static int square(int item) {
        if (item < 0) throw new IllegalArgumentException("negative: " + item);
        return item * item;
    }

    private static List<CompletableFuture<Integer>> submit(Batcher<Integer, Integer> batcher, int... items) {
        return IntStream.of(items).mapToObj(batcher::submit).toList();
    }

    @Test
    void answersEachCallerWithItsOwnResult() {
        try (Batcher<Integer, Integer> batcher = squares(new BatchLimits(70, SHORT, 3))) {
            List<CompletableFuture<Integer>> futures =
                    submit(batcher, IntStream.range(0, 500).toArray());
            for (int i = 0; i < futures.size(); i++)
                assertThat(futures.get(i).join()).isEqualTo(i * i);
        }
        assertThat(ran).allMatch(batch -> batch.size() <= 7);
    }

    @Test
    void oneBadItemFailsAlone() {
        try (Batcher<Integer, Integer> batcher = squares(new BatchLimits(40, LONG, 1))) {
            List<CompletableFuture<Integer>> futures = submit(batcher, 1, -2, 3, 4);

            assertThat(futures.get(0).join()).isEqualTo(1);
            assertThatThrownBy(() -> futures.get(1).join()).hasMessageContaining("negative: -2");
            assertThat(futures.get(2).join()).isEqualTo(9);
            assertThat(futures.get(3).join()).isEqualTo(16);
        }
        assertThat(ran).containsExactly(List.of(1, -2, 3, 4), List.of(1), List.of(-2), List.of(3), List.of(4));
    }

    @Test
    void resultsThatDoNotMatchTheirItemsAreAFailure() {
        try (Batcher<Integer, Integer> batcher =
                new Batcher<>("test", new BatchLimits(20, SHORT, 1), item -> 10, batch -> List.of())) {
            assertThatThrownBy(() -> batcher.submit(1).join()).hasMessageContaining("1 items gave 0 results");
        }
    }

    @Test
    void runsNoMoreBatchesAtOnceThanAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        try (Batcher<Integer, Integer> batcher =
                new Batcher<>("test", new BatchLimits(10, SHORT, 2), item -> 10, batch -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    both.countDown();
                    both.await();
                    running.decrementAndGet();
                    return batch;
                })) {
            submit(batcher, IntStream.range(0, 50).toArray()).forEach(CompletableFuture::join);
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void closingFinishesWhatRunsAndFailsWhatWaits() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Batcher<Integer, Integer> batcher = new Batcher<>("test", new BatchLimits(10, LONG, 1), item -> 10, batch -> {
            started.countDown();
            go.await();
            return batch;
        });
        CompletableFuture<Integer> running = batcher.submit(1);
        started.await();
        CompletableFuture<Integer> waiting = batcher.submit(2);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(batcher::close);

        assertThatThrownBy(waiting::join).hasMessageContaining("closed");
        assertThat(closing).isNotDone();
        go.countDown();
        closing.join();
        assertThat(running).isCompletedWithValue(1);
        assertThatThrownBy(() -> batcher.submit(3).join()).hasMessageContaining("closed");
    }
}
