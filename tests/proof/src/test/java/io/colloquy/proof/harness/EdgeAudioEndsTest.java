package io.colloquy.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.flink.stitch.StitchFunction;
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
import java.util.Arrays;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The audio at a chunk's ends is kept for ten minutes; after that it is recalled, and what is transcribed is the same.
 */
class EdgeAudioEndsTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final long NOW = 1_800_000_000_000L;
    private static final long START = 1_700_000_000_000_000L;
    private static final long KEPT = Duration.ofMinutes(10).toMillis();
    private static final int SAMPLES = 2 * Timeline.SAMPLE_RATE;
    private static final int FIRST = 7;
    private static final int SECOND = 9;

    /** @param held bytes of it that are held on the heap */
    private static RestartableOperator<StitchInput, UtteranceChange> stitch(long held) throws Exception {
        StitchSettings settings = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), Duration.ofDays(30));
        return new RestartableOperator<>(
                new EmbeddedRocksDBStateBackend(),
                () -> new KeyedProcessOperator<>(new StitchFunction(settings, held)),
                StitchInput::stream,
                NOW);
    }

    /** A chunk of two seconds with sound in the samples {@code [from, to)}. */
    private static StitchInput chunk(int number, int level, int from, int to) {
        ChunkKey key = new ChunkKey(START + number * Timeline.micros(SAMPLES), new Digest(level, 2, 3, 4));
        byte[] pcm = new byte[2 * SAMPLES];
        Arrays.fill(pcm, (byte) level);
        AudioPart part = new AudioPart(STREAM, new PartId(key, 0), Source.SYNC, SAMPLES, origin(level), 0, pcm);
        return StitchInput.of(new DetectedPart(part, Intervals.of(from, to)));
    }

    private static Origin origin(int level) {
        return new Origin("audio-chunks", 0, level);
    }

    /** What is asked for once the second chunk comes, so long after the first. */
    private static ClipRequest joined(RestartableOperator<StitchInput, UtteranceChange> stitch, long after)
            throws Exception {
        first(stitch);
        return second(stitch, after);
    }

    private static void restart(RestartableOperator<StitchInput, UtteranceChange> stitch) throws Exception {
        stitch.restore(stitch.snapshot(NOW + KEPT / 2), 2, NOW + KEPT / 2);
    }

    private static void first(RestartableOperator<StitchInput, UtteranceChange> stitch) throws Exception {
        stitch.process(chunk(0, FIRST, SAMPLES / 2, SAMPLES));
        stitch.advanceTo(NOW + KEPT / 2);
        assertThat(stitch.takeSideOutput(StitchFunction.REQUESTS))
                .as("it alone")
                .hasSize(1);
    }

    private static ClipRequest second(RestartableOperator<StitchInput, UtteranceChange> stitch, long after)
            throws Exception {
        stitch.advanceTo(NOW + after);
        stitch.process(chunk(1, SECOND, 0, SAMPLES / 2));
        var requests = stitch.takeSideOutput(StitchFunction.REQUESTS);
        assertThat(requests).as("both together").hasSize(1);
        return requests.get(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void isAtHandForTenMinutes(long held) throws Exception {
        try (var stitch = stitch(held)) {
            assertIsAtHand(joined(stitch, KEPT - 1));
        }
    }

    @Test
    void whatIsInStateIsAtHandAfterARestart() throws Exception {
        try (var stitch = stitch(0)) {
            first(stitch);
            restart(stitch);

            assertIsAtHand(second(stitch, KEPT - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void isRecalledAfterTenMinutes(long held) throws Exception {
        try (var stitch = stitch(held)) {
            assertFirstIsRecalled(joined(stitch, KEPT));
        }
    }

    @Test
    void whatIsHeldOnTheHeapIsRecalledAfterARestart() throws Exception {
        try (var stitch = stitch(1 << 20)) {
            first(stitch);
            restart(stitch);

            assertFirstIsRecalled(second(stitch, KEPT - 1));
        }
    }

    private static void assertIsAtHand(ClipRequest request) {
        assertThat(request.missing()).isEmpty();
        byte[] pcm = request.pcm();
        assertThat(Arrays.copyOf(pcm, SAMPLES)).containsOnly(FIRST);
        assertThat(Arrays.copyOfRange(pcm, pcm.length - SAMPLES, pcm.length)).containsOnly(SECOND);
    }

    private static void assertFirstIsRecalled(ClipRequest request) {
        assertThat(request.origins()).containsExactly(origin(FIRST), origin(SECOND));
        assertThat(request.missing()).hasSize(1);
        MissingSlice missing = request.missing().get(0);
        assertThat(missing.slice().part().start()).isEqualTo(START);
        assertThat(missing.slice().to()).isEqualTo(SAMPLES);
        assertThat(missing.origin()).isEqualTo(origin(FIRST));
        byte[] pcm = request.pcm();
        assertThat(Arrays.copyOf(pcm, 2 * missing.slice().length())).containsOnly(0);
        assertThat(Arrays.copyOfRange(pcm, 2 * missing.slice().length(), pcm.length))
                .containsOnly(SECOND);
    }
}
