package io.colloquy.operators.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class OccupiedBucketsTest {
    private final Map<Long, Long> nodes = new HashMap<>();
    private int lookups;
    private final OccupiedBuckets buckets = new OccupiedBuckets(new Entries<>() {
        private final Entries<Long, Long> entries = Entries.over(nodes);

        @Override
        public Long get(Long key) {
            lookups++;
            return entries.get(key);
        }

        @Override
        public void put(Long key, Long value) {
            entries.put(key, value);
        }
    });

    /** @param steps the lowest bit says whether to clear; buckets lie close together or decades apart */
    @Property
    void isTheSameAsASortedSet(
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 600) Long> steps,
            @ForAll @LongRange(min = 1, max = 100_000_000L) long spread,
            @ForAll @IntRange(min = 0, max = 20) int most) {
        nodes.clear();
        TreeSet<Long> expected = new TreeSet<>();
        for (long step : steps) {
            long bucket = (step >> 1) * spread;
            if ((step & 1) == 0) {
                buckets.mark(bucket);
                expected.add(bucket);
            } else {
                buckets.clear(bucket);
                expected.remove(bucket);
            }
            long end = bucket + (step & 2);
            assertThat(buckets.oldestBefore(end, most))
                    .containsExactlyElementsOf(
                            expected.headSet(end).stream().limit(most).toList());
        }
        for (long bucket : expected) buckets.clear(bucket);
        assertThat(nodes).isEmpty();
    }

    @Property
    void findsWhatIsDecadesApartInAFewLookups(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 10_000_000) Long> marked) {
        nodes.clear();
        marked.forEach(buckets::mark);
        lookups = 0;
        assertThat(buckets.oldestBefore(Long.MAX_VALUE, 3)).isNotEmpty();
        assertThat(lookups).isLessThanOrEqualTo(3 * 6);
    }

    @Example
    void findsAMarkBehindWhatWasClearedBefore() {
        buckets.mark(2_000_000);
        buckets.clear(2_000_000);
        buckets.mark(7);
        assertThat(buckets.oldestBefore(2_000_000, 9)).containsExactly(7L);
    }

    @Example
    void findsWhatLiesBetweenTheFirstAndBeforeTheEnd() {
        for (long bucket : new long[] {63, 64, 65, 127, 128, 4_095, 4_096, 300_000}) buckets.mark(bucket);
        assertThat(buckets.oldestBetween(64, 4_096, 9)).containsExactly(64L, 65L, 127L, 128L, 4_095L);
        assertThat(buckets.oldestBetween(65, 4_097, 3)).containsExactly(65L, 127L, 128L);
        assertThat(buckets.oldestBetween(4_097, 300_000, 9)).isEmpty();
        assertThat(buckets.oldestBetween(4_097, 300_001, 9)).containsExactly(300_000L);
    }

    @Example
    void looksIntoNothingThatLiesOutside() {
        for (long bucket = 0; bucket < 64 * 64 * 64; bucket += 64) buckets.mark(bucket);
        lookups = 0;
        assertThat(buckets.oldestBetween(100_000, 100_001, 9)).isEmpty();
        assertThat(lookups).isLessThanOrEqualTo(6);
    }

    @Example
    void takesEveryInstantSinceTheEpoch() {
        long last = Timeline.bucket(Long.MAX_VALUE);
        buckets.mark(last);
        assertThat(buckets.oldestBefore(Long.MAX_VALUE, 1)).containsExactly(last);
        assertThatThrownBy(() -> buckets.mark(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> buckets.clear(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
