package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.schemas.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchesTest {
    private final Map<Long, List<Match>> kept = new HashMap<>();
    private final StitchState state = new StitchState(
            entries(), entries(), entries(), Entries.over(kept), entries(), entries(), entries(), entries());

    private static <K, V> Entries<K, V> entries() {
        return Entries.over(new HashMap<K, V>());
    }

    private static long start(Match.Side side) {
        return side.take().start();
    }

    @Test
    void isSeenFromBothSides() {
        Matches matches = new Matches(state);
        Match match = MatchSamples.MATCH;
        matches.add(match);
        matches.flush();

        Matches later = new Matches(state);
        assertThat(later.of(match.one().take())).containsExactly(match);
        assertThat(later.of(match.other().take())).containsExactly(match.turned());
        later.remove(match.turned());
        later.flush();
        assertThat(kept).isEmpty();
    }

    /** A sound may begin in another bucket than its part. */
    @Test
    void isForgottenWithItsBucketsThoughNoPartStartsThere() {
        Matches matches = new Matches(state);
        matches.add(MatchSamples.MATCH);
        matches.flush();
        assertThat(kept).isNotEmpty();

        PartIndex index = new PartIndex(state);
        long end = Timeline.bucket(Math.max(start(MatchSamples.MATCH.one()), start(MatchSamples.MATCH.other()))) + 1;
        index.oldestBefore(end, 10).forEach(index::forget);
        assertThat(kept).isEmpty();
    }
}
