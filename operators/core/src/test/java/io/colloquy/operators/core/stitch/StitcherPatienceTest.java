package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long speech at the end of a chunk waits for the next one: 10 s, rounded up to half a second. */
class StitcherPatienceTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final StitchSettings SETTINGS =
            new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), Duration.ofDays(30));
    private static final long START = 1_700_000_000_000L;
    private static final int SECONDS = 8;
    private static final int SAMPLES = SECONDS * Timeline.SAMPLE_RATE;
    private static final long END = START + SECONDS * 1_000;

    private final StitchState state = StitchState.open(StateStore.inMemory(), Entries.over(new HashMap<>()));
    private final Stitcher stitcher = new Stitcher(SETTINGS, STREAM, state);

    @ParameterizedTest
    @CsvSource({"0, 10500", "1, 10500", "499, 10500", "500, 11000", "999, 11000"})
    void isRoundedUpSoThatManyEdgesShareATimer(long millis, long deadline) {
        long noon = START + 1_000_000_000;
        assertThat(send(0, Source.SYNC, noon + millis)).containsExactly(noon + deadline);
    }

    @ParameterizedTest
    @CsvSource({"0, 18500", "1000, 18500", "119500, 18500", "120000, 10500", "600000, 10500"})
    void isLongerByAChunkWhereADeviceIsSendingLive(long ago, long patience) {
        long now = END + ago;
        assertThat(send(0, Source.LIVE, now)).containsExactly(now + patience);
    }

    @Test
    void isNotLongerForABacklogHoweverFresh() {
        assertThat(send(0, Source.SYNC, END)).containsExactly(END + 10_500);
    }

    @Test
    void isNotLongerForWhatIsNotTheNewest() {
        send(100, Source.LIVE, END + 100_000);
        assertThat(send(0, Source.LIVE, END + 100_000)).containsExactly(END + 110_500);
        assertThat(send(200, Source.LIVE, END + 200_000)).containsExactly(END + 218_500);
    }

    @Test
    void isKeptForEveryUtteranceThatWaits() {
        send(0, Source.SYNC, START);
        send(100, Source.SYNC, START);
        assertThat(stitcher.expire(START + 10_000).requests()).isEmpty();
        assertThat(stitcher.expire(START + 10_500).requests()).hasSize(2);
        assertThat(state.waiting().get(START + 10_500L)).isNull();
        assertThat(stitcher.expire(START + 10_500).requests()).isEmpty();
    }

    /** Bounds from the chunk's middle to its end. */
    private Collection<Long> send(int second, Source source, long now) {
        long start = (START + second * 1_000L) * 1_000;
        PartId id = new PartId(new ChunkKey(start, new Digest(start, 2, 3, 4)), 0);
        Origin origin = new Origin("audio-chunks", 0, second);
        AudioPart part = new AudioPart(STREAM, id, source, SAMPLES, origin, 0, new byte[2 * SAMPLES]);
        return stitcher.accept(new DetectedPart(part, Intervals.of(SAMPLES / 2, SAMPLES)), now)
                .deadlines();
    }
}
