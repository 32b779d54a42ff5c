package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.state.Entries;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What stitching remembers of the past is exactly what lies within the horizon. */
class StitcherForgetsTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final long NOW = 1_800_000_000_000L;
    private static final long START = 2_833_340L * Timeline.BUCKET_MICROS;
    private static final Duration HORIZON = Duration.ofHours(2);
    private static final int SAMPLES = 2 * Timeline.SAMPLE_RATE;

    /** Seven of the longest utterances, two parts, and twice the tolerance and what a match may tell of others. */
    private static final long REACH =
            1_000_000L * (7 * 20 + 2 * 30 + 3) + 2 * Takes.reachMicros(Definition.DEFAULT, true);

    private final List<Map<?, ?>> maps = new ArrayList<>();

    private Stitcher stitcher() {
        maps.clear();
        StitchState state =
                new StitchState(entries(), entries(), entries(), entries(), entries(), entries(), entries(), entries());
        StitchSettings settings = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), HORIZON);
        return new Stitcher(settings, STREAM, state);
    }

    private <K, V> Entries<K, V> entries() {
        Map<K, V> map = new HashMap<>();
        maps.add(map);
        return Entries.over(map);
    }

    /** By map; who waits for a neighbour, and how far the parts reach, is not of the past. */
    private List<Integer> remembered() {
        return maps.subList(0, 5).stream().map(Map::size).toList();
    }

    private static Stitcher.Step send(Stitcher stitcher, long start) {
        return send(stitcher, start, 0);
    }

    /** @param from where in it sound begins, which lasts to its end, samples */
    private static Stitcher.Step send(Stitcher stitcher, long start, int from) {
        ChunkKey chunk = new ChunkKey(start, new Digest(start, 2, 3, 4));
        AudioPart part = new AudioPart(
                STREAM,
                new PartId(chunk, 0),
                Source.SYNC,
                SAMPLES,
                new Origin("audio-chunks", 0, start),
                0,
                new byte[2 * SAMPLES]);
        Stitcher.Step step = stitcher.accept(new DetectedPart(part, Intervals.of(from, SAMPLES)), NOW);
        stitcher.restate(new SourceRestated(chunk, SAMPLES, Source.LIVE), NOW);
        return step;
    }

    @Test
    void endsAsIfItHadNeverKnownWhatTheHorizonPassed() {
        int chunks = 200;
        long apart = 3 * Timeline.BUCKET_MICROS / 2;
        Stitcher old = stitcher();
        for (int i = 0; i < chunks; i++) send(old, START + i * apart);
        List<Integer> remembered = remembered();

        Stitcher young = stitcher();
        long held = START + (chunks - 1) * apart - HORIZON.toMillis() * 1000 - REACH - Timeline.BUCKET_MICROS;
        for (int i = 0; i < chunks; i++) if (START + i * apart >= held) send(young, START + i * apart);

        assertThat(remembered).isEqualTo(remembered());
        assertThat(remembered.get(0)).isBetween(17, 19);
    }

    @Test
    void remembersAsMuchLongerAsAChunkMayReach() {
        long forgotten = START + Timeline.BUCKET_MICROS + HORIZON.toMillis() * 1000 + REACH;

        Stitcher stitcher = stitcher();
        send(stitcher, START);
        send(stitcher, forgotten - 1);
        assertThat(maps.get(0)).hasSize(2);
        send(stitcher, forgotten);
        assertThat(maps.get(0)).hasSize(2);
    }

    /** A device that was in a drawer for months uploads its last chunk and its first one together. */
    @Test
    void whatWaitsForANeighbourIsTranscribedBeforeItIsForgotten() {
        Stitcher stitcher = stitcher();
        Stitcher.Step last = send(stitcher, START);
        assertThat(last.requests()).isEmpty();
        assertThat(last.deadlines()).hasSize(1);

        long later = START + 1_000 * Timeline.BUCKET_MICROS;
        assertThat(send(stitcher, later).requests()).singleElement().satisfies(request -> assertThat(request.start())
                .isEqualTo(START));
        assertThat(maps.get(0)).as("parts").hasSize(1);
        for (long deadline : last.deadlines()) {
            assertThat(stitcher.expire(deadline).requests())
                    .as("only of the part that is left")
                    .allMatch(request -> request.start() == later);
        }
    }

    @Test
    void whatWaitsForANeighbourIsTranscribedBeforeHalfOfItIsForgotten() {
        Stitcher stitcher = stitcher();
        for (int i = 0; i < 3; i++) send(stitcher, START + i * Timeline.BUCKET_MICROS);
        long nextBucket = START + 4 * Timeline.BUCKET_MICROS;
        send(stitcher, nextBucket - 2 * Timeline.micros(SAMPLES));
        send(stitcher, nextBucket - Timeline.micros(SAMPLES), SAMPLES / 2);
        send(stitcher, nextBucket);

        int pad = Timeline.SAMPLE_RATE / 5;
        assertThat(send(stitcher, START + 1_000 * Timeline.BUCKET_MICROS).requests())
                .filteredOn(request -> request.start() == nextBucket - Timeline.micros(SAMPLES / 2 + pad))
                .singleElement()
                .satisfies(request -> assertThat(request.pcm()).hasSize(2 * (pad + SAMPLES / 2 + SAMPLES)));
    }

    /** A long speech is cut: what begins in a part that stays waits on. */
    @Test
    void whatBeginsAfterwardsIsNotTranscribedTwice() {
        Stitcher stitcher = stitcher();
        for (int i = 0; i < 3; i++) send(stitcher, START + i * Timeline.BUCKET_MICROS);
        long nextBucket = START + 4 * Timeline.BUCKET_MICROS;
        List<ClipRequest> requests = new ArrayList<>();
        Set<Long> deadlines = new TreeSet<>();
        for (long start = nextBucket - 20_000_000; start < nextBucket + 40_000_000; start += Timeline.micros(SAMPLES)) {
            Stitcher.Step step = send(stitcher, start);
            requests.addAll(step.requests());
            deadlines.addAll(step.deadlines());
        }
        requests.addAll(send(stitcher, START + 1_000 * Timeline.BUCKET_MICROS).requests());
        for (long deadline : deadlines)
            requests.addAll(stitcher.expire(deadline).requests());
        assertThat(requests).extracting(ClipRequest::clipId).doesNotHaveDuplicates();
    }

    @Test
    void forgetsALongBacklogBitByBit() {
        Stitcher stitcher = stitcher();
        for (int i = 0; i < 12; i++) send(stitcher, START + i * Timeline.BUCKET_MICROS);
        long later = START + 1_000 * Timeline.BUCKET_MICROS;

        send(stitcher, later);
        assertThat(maps.get(0)).hasSize(12 - 4 + 1);
        send(stitcher, later + Timeline.PART_MICROS);
        assertThat(maps.get(0)).hasSize(12 - 8 + 2);
        send(stitcher, later + 2 * Timeline.PART_MICROS);
        send(stitcher, later + 3 * Timeline.PART_MICROS);
        assertThat(maps.get(0)).hasSize(4);
    }

    @Test
    void forgetsWhatCameLateAfterItsBucket() {
        Stitcher stitcher = stitcher();
        send(stitcher, START);
        send(stitcher, START + 1_000 * Timeline.BUCKET_MICROS);
        send(stitcher, START);
        send(stitcher, START + 1_001 * Timeline.BUCKET_MICROS);
        send(stitcher, START + 1_002 * Timeline.BUCKET_MICROS);
        assertThat(maps.get(0)).hasSize(3);
    }
}
