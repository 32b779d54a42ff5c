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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatcherTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Queue<List<Integer>> ran = new ConcurrentLinkedQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private Batcher<Integer, Integer> batcher;

    private void batcher(BatchLimits limits, Consumer<List<Queued<Integer, Integer>>> runner) {
        batcher = new Batcher<>("test", limits, item -> 10, runner);
    }

    private void squares(BatchLimits limits) {
        batcher(limits, batch -> {
            ran.add(batch.stream().map(Queued::item).toList());
            batch.forEach(pending -> pending.answer().complete(square(pending.item())));
        });
    }

    private static int square(int item) {
        if (item < 0) throw new IllegalArgumentException("negative: " + item);
        return item * item;
    }

    private List<CompletableFuture<Integer>> submit(int... items) {
        return IntStream.of(items).mapToObj(batcher::submit).toList();
    }

    /** One that runs until it is let go. */
    private void held() {
        batcher(new BatchLimits(10, LONG, 1), batch -> {
            started.countDown();
            await(go);
            batch.forEach(pending -> pending.answer().complete(pending.item()));
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void leavesNoThread() {
        go.countDown();
        assertThat(batcher.close(Patience.of(PATIENCE))).isTrue();
    }

    @Test
    void answersEachCallerWithItsOwnResult() {
        squares(new BatchLimits(70, SHORT, 3));
        List<CompletableFuture<Integer>> futures =
                submit(IntStream.range(0, 500).toArray());

        for (int i = 0; i < futures.size(); i++)
            assertThat(futures.get(i).join()).isEqualTo(i * i);
        assertThat(ran).allMatch(batch -> batch.size() <= 7);
    }

    @Test
    void runnerThatThrowsFailsWhatItLeftOpenAndIsAskedAgain() {
        squares(new BatchLimits(30, LONG, 1));
        List<CompletableFuture<Integer>> futures = submit(1, -2, 3);

        assertThat(futures.get(0).join()).isEqualTo(1);
        assertThatThrownBy(() -> futures.get(1).join()).hasMessageContaining("negative: -2");
        assertThatThrownBy(() -> futures.get(2).join()).hasMessageContaining("negative: -2");
        assertThat(submit(4, 5, 6)).extracting(CompletableFuture::join).containsExactly(16, 25, 36);
    }

    @Test
    void itemThatTheRunnerForgetsIsAFailure() {
        batcher(new BatchLimits(20, SHORT, 1), batch -> {});

        assertThatThrownBy(() -> batcher.submit(1).join()).hasMessageContaining("left this item out");
    }

    @Test
    void runsNoMoreBatchesAtOnceThanAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        batcher(new BatchLimits(10, SHORT, 2), batch -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            both.countDown();
            await(both);
            running.decrementAndGet();
            batch.forEach(pending -> pending.answer().complete(1));
        });
        submit(IntStream.range(0, 50).toArray()).forEach(CompletableFuture::join);

        assertThat(most).hasValue(2);
    }

    @Test
    void closingFinishesWhatRunsAndFailsWhatWaits() throws Exception {
        held();
        CompletableFuture<Integer> running = batcher.submit(1);
        started.await();
        CompletableFuture<Integer> waiting = batcher.submit(2);
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(() -> batcher.close(Patience.of(PATIENCE)));

        assertThatThrownBy(waiting::join).hasMessageContaining("closed");
        assertThat(closing).isNotDone();
        go.countDown();
        assertThat(closing.join()).isTrue();
        assertThat(running).isCompletedWithValue(1);
        assertThatThrownBy(() -> batcher.submit(3).join()).hasMessageContaining("closed");
    }

    @Test
    void closingDoesNotWaitForEver() throws Exception {
        held();
        batcher.submit(1);
        started.await();

        assertThat(batcher.close(Patience.of(Duration.ofMillis(50)))).isFalse();
    }
}
