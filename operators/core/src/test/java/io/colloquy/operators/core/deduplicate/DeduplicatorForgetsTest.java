package io.colloquy.operators.core.deduplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What deduplication remembers: each chunk, until the horizon has passed it. */
class DeduplicatorForgetsTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final long HOUR = 6 * Timeline.BUCKET_MICROS;
    private static final long START = 2_833_344L * Timeline.BUCKET_MICROS;
    /** So much later that the horizon has passed all before it. */
    private static final long LATER = START + 100 * 24 * HOUR;

    private final Map<Long, List<AcceptedChunk>> slots = new HashMap<>();
    private final Map<Long, Long> occupied = new HashMap<>();
    private final Deduplicator deduplicator = new Deduplicator(
            HORIZON,
            new DeduplicationState(
                    Entries.over(slots),
                    Entries.over(occupied),
                    Entries.over(new HashMap<>()),
                    Entries.over(new HashMap<>())));
    private long offset;

    private Decided send(long start) {
        PartId id = new PartId(new ChunkKey(start, new Digest(1, 2, 3, 4)), 0);
        Origin origin = new Origin("audio-chunks", 0, offset++);
        AudioPart part = new AudioPart(STREAM, id, Source.LIVE, 16, origin, 0, new byte[32]);
        return Decided.of(deduplicator.decide(new Arrival.Decoded(part), 0));
    }

    private List<Long> remembered() {
        return slots.values().stream()
                .flatMap(List::stream)
                .map(accepted -> accepted.chunk().start())
                .sorted()
                .toList();
    }

    @Test
    void knowsBothOfTwoChunksThatStartTogether() {
        send(START);
        send(START + 1);
        assertThat(send(START).account().duplicateChunks()).isEqualTo(1);
        assertThat(send(START + 1).account().duplicateChunks()).isEqualTo(1);
        assertThat(remembered()).containsExactly(START, START + 1);
    }

    @Test
    void keepsChunksThatStartFarApartInEntriesOfTheirOwn() {
        for (int i = 0; i < 20; i++) send(START + i * Timeline.PART_MICROS);
        assertThat(slots).hasSize(20);
    }

    @Test
    void forgetsWholeBucketsFromTheirFirstChunkToTheirLast() {
        send(START);
        send(START + Timeline.BUCKET_MICROS - 1);
        send(START + Timeline.BUCKET_MICROS);
        long passed = START + 2 * Timeline.BUCKET_MICROS + HORIZON.toMillis() * 1000;

        send(passed - 1);
        assertThat(remembered()).hasSize(4);
        send(passed);
        assertThat(remembered()).containsExactly(START + Timeline.BUCKET_MICROS, passed - 1, passed);
    }

    @Test
    void worksOffALongBacklogFourBucketsAnArrival() {
        for (int i = 0; i < 10; i++) send(START + i * Timeline.BUCKET_MICROS);
        for (int left : new int[] {6, 2, 0}) {
            send(LATER);
            assertThat(remembered()).hasSize(left + 1);
        }
        assertThat(remembered()).containsExactly(LATER);
    }

    @Test
    void goesOnWhereAnArrivalForgotAsManyAsItMay() {
        for (int i = 0; i < 4; i++) send(START + i * Timeline.BUCKET_MICROS);
        send(LATER);
        assertThat(remembered()).containsExactly(LATER);
        assertThat(send(LATER - HORIZON.toMillis() * 1000).passed()).isNotNull();
    }

    @Test
    void remembersNothingOfWhichBucketsItForgot() {
        for (int i = 0; i < 3; i++) send(START + i * 24 * HOUR);
        send(LATER);
        Map<Long, Long> after = Map.copyOf(occupied);
        occupied.clear();
        slots.clear();
        send(LATER);
        assertThat(after).isEqualTo(occupied);
    }
}
