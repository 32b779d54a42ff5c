package io.colloquy.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.HearRequest.MissingPiece;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.operators.stitch.StitchFunction;
import io.colloquy.operators.stitch.StitchSettings;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audio at a chunk's ends is kept for ten minutes; after that it is recalled, and what is heard is the same. */
class EdgeAudioEndsTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final long NOW = 1_800_000_000_000L;
    private static final long START = 1_700_000_000_000_000L;
    private static final long KEPT = Duration.ofMinutes(10).toMillis();
    private static final int SAMPLES = 2 * Timeline.SAMPLE_RATE;
    private static final int FIRST = 7;
    private static final int SECOND = 9;

    private static RestartableOperator<StitchEvent, LiveChange> stitch(StateBackend backend) throws Exception {
        StitchSettings settings = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), Duration.ofDays(30));
        return new RestartableOperator<>(backend, () -> new StitchFunction(settings), StitchEvent::stream, NOW);
    }

    private static StateBackend backend(String name) {
        return name.equals("heap") ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
    }

    /** A chunk of two seconds with sound in the samples {@code [from, to)}. */
    private static StitchEvent chunk(int number, int level, int from, int to) {
        ChunkKey key = new ChunkKey(START + number * Timeline.micros(SAMPLES), new Digest(level, 2, 3, 4));
        byte[] pcm = new byte[2 * SAMPLES];
        Arrays.fill(pcm, (byte) level);
        Part part = new Part(STREAM, new PartId(key, 0), Source.SYNC, SAMPLES, origin(level), 0, pcm);
        return StitchEvent.of(new DetectedPart(part, new int[] {from, to}));
    }

    private static Origin origin(int level) {
        return new Origin("audio-chunks", 0, level);
    }

    /** What is asked for once the second chunk comes, so long after the first. */
    private static HearRequest joined(RestartableOperator<StitchEvent, LiveChange> stitch, long after)
            throws Exception {
        stitch.process(chunk(0, FIRST, SAMPLES / 2, SAMPLES));
        stitch.advanceTo(NOW + KEPT / 2);
        assertThat(stitch.takeSideOutput(StitchFunction.REQUESTS))
                .as("it alone")
                .hasSize(1);
        stitch.restore(stitch.snapshot(NOW + KEPT / 2), 2, NOW + KEPT / 2);
        stitch.advanceTo(NOW + after);
        stitch.process(chunk(1, SECOND, 0, SAMPLES / 2));
        var requests = stitch.takeSideOutput(StitchFunction.REQUESTS);
        assertThat(requests).as("both together").hasSize(1);
        return requests.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void isAtHandForTenMinutes(String backend) throws Exception {
        try (var stitch = stitch(backend(backend))) {
            HearRequest request = joined(stitch, KEPT - 1);

            assertThat(request.missing()).isEmpty();
            byte[] pcm = request.pcm();
            assertThat(Arrays.copyOf(pcm, SAMPLES)).containsOnly(FIRST);
            assertThat(Arrays.copyOfRange(pcm, pcm.length - SAMPLES, pcm.length))
                    .containsOnly(SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void isRecalledAfterTenMinutes(String backend) throws Exception {
        try (var stitch = stitch(backend(backend))) {
            HearRequest request = joined(stitch, KEPT);

            assertThat(request.origins()).containsExactly(origin(FIRST), origin(SECOND));
            assertThat(request.missing()).hasSize(1);
            MissingPiece missing = request.missing().get(0);
            assertThat(missing.piece().part().start()).isEqualTo(START);
            assertThat(missing.piece().to()).isEqualTo(SAMPLES);
            assertThat(missing.origin()).isEqualTo(origin(FIRST));
            byte[] pcm = request.pcm();
            assertThat(Arrays.copyOf(pcm, 2 * missing.piece().length())).containsOnly(0);
            assertThat(Arrays.copyOfRange(pcm, 2 * missing.piece().length(), pcm.length))
                    .containsOnly(SECOND);
        }
    }
}
