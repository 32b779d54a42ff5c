package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CoreQueueTest {
    private final Cores cores = new Cores(1);
    private final CoreQueue queue = new CoreQueue(cores);

    @Test
    void closingSendsAwayWhoWaitsWhileAnotherHoldsTheCores() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            asking.countDown();
            assertThatThrownBy(() -> queue.use(1, () -> 1)).isInstanceOf(CancellationException.class);
            return Thread.currentThread().isInterrupted();
        });
        cores.use(1, () -> {
            new Thread(waiting).start();
            awaitAndClose(asking);
            return assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
        });

        assertThat(cores.<Integer>use(1, () -> 7)).as("nobody keeps a core").isEqualTo(7);
    }

    private void awaitAndClose(CountDownLatch asking) {
        try {
            asking.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        queue.close();
    }

    @Test
    void closingLeavesAloneWhoWorks() {
        boolean interrupted = queue.use(1, () -> {
            queue.close();
            return Thread.currentThread().isInterrupted();
        });

        assertThat(interrupted).isFalse();
    }

    @Test
    void nobodyComesInOnceItIsClosed() {
        queue.close();
        assertThatThrownBy(() -> queue.use(1, () -> 1)).isInstanceOf(CancellationException.class);
    }
}
