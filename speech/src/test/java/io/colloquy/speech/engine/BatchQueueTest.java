package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.speech.api.BatchLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
    private static final BatchLimits LIMITS = new BatchLimits(100, Duration.ofNanos(10), 1);
    private final BatchQueue<String> queue = new BatchQueue<>(LIMITS);

    @Test
    void waitsForCompanyNoLongerThanTheLinger() {
        queue.add("a", 20, 5);

        assertThat(queue.poll(14)).isEmpty();
        assertThat(queue.readyIn(14)).isEqualTo(1);
        assertThat(queue.poll(15)).containsExactly("a");
        assertThat(queue.readyIn(15)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void goesAtOnceWhenFull() {
        for (String item : List.of("a", "b", "c")) queue.add(item, 40, 0);

        assertThat(queue.readyIn(0)).isZero();
        assertThat(queue.poll(0)).containsExactly("a", "b");
        assertThat(queue.poll(0)).isEmpty();
        assertThat(queue.poll(10)).containsExactly("c");
    }

    @Test
    void sharesNoBatchBetweenSizes() {
        queue.add("short", 10, 0);
        queue.add("long", 50, 1);
        queue.add("short too", 10, 2);

        assertThat(queue.poll(20)).containsExactly("short", "short too");
        assertThat(queue.poll(20)).containsExactly("long");
    }

    @Test
    void serviceGoesToTheOldest() {
        queue.add("large", 90, 0);
        for (int i = 0; i < 10; i++) queue.add("small", 10, 1);

        assertThat(queue.poll(1)).containsExactly("large");
    }

    @Test
    void largerThanABatchGoesAlone() {
        queue.add("huge", 1_000, 0);

        assertThat(queue.poll(0)).containsExactly("huge");
    }

    @Property
    void everyItemLeavesOnceInABatchWithinTheLimit(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 150) Integer> sizes) {
        BatchQueue<Integer> items = new BatchQueue<>(LIMITS);
        for (int i = 0; i < sizes.size(); i++) items.add(i, sizes.get(i), i);
        List<Integer> left = new ArrayList<>();
        for (List<Integer> batch = items.poll(1_000); !batch.isEmpty(); batch = items.poll(1_000)) {
            int size = sizes.get(batch.get(0));
            assertThat(batch).isSorted().allMatch(i -> sizes.get(i) == size);
            assertThat(batch.size() == 1 || batch.size() * size <= 100).isTrue();
            left.addAll(batch);
        }
        assertThat(left).doesNotHaveDuplicates().hasSameSizeAs(sizes);
    }
}
