package io.colloquy.operators.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.schemas.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentEntriesTest {
    private static final StreamId STREAM = new StreamId("a", "a");
    private static final StreamId OTHER = new StreamId("b", "b");

    private final StreamContext context = new StreamContext(null);
    private final Map<StreamId, Map<Long, List<String>>> stored = new HashMap<>();
    private int reads;
    private final Entries<Long, List<String>> entries = new RecentEntries<>(context, new Stored(), 2);

    private final class Stored implements Entries<Long, List<String>> {
        private Map<Long, List<String>> ofStream() {
            return stored.computeIfAbsent(context.stream(), stream -> new HashMap<>());
        }

        @Override
        public List<String> get(Long key) {
            reads++;
            return ofStream().get(key);
        }

        @Override
        public void put(Long key, List<String> value) {
            Entries.over(ofStream()).put(key, value);
        }
    }

    @BeforeEach
    void enter() {
        context.enter(STREAM);
    }

    @Test
    void writesAtOnceAndReadsNothingThatIsAtHand() {
        entries.put(1L, List.of("x"));

        assertThat(stored.get(STREAM)).containsEntry(1L, List.of("x"));
        assertThat(entries.get(1L)).containsExactly("x");
        assertThat(reads).isZero();
    }

    @Test
    void readsAgainWhatWasNotUsedForLong() {
        for (long key = 1; key <= 3; key++) entries.put(key, List.of("of " + key));

        assertThat(entries.get(1L)).containsExactly("of 1");
        assertThat(entries.get(1L)).containsExactly("of 1");
        assertThat(reads).isOne();
    }

    @Test
    void emptyListTakesTheEntryAway() {
        entries.put(1L, List.of("x"));
        entries.put(1L, List.of());

        assertThat(entries.get(1L)).isNull();
        assertThat(stored.get(STREAM)).isEmpty();
    }

    @Test
    void tellsStreamsApart() {
        entries.put(1L, List.of("x"));
        context.enter(OTHER);
        assertThat(entries.get(1L)).isNull();
        entries.put(1L, List.of("y"));
        context.enter(STREAM);

        assertThat(entries.get(1L)).containsExactly("x");
    }
}
