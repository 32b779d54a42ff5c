package io.colloquy.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
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
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stitching remembers ends with the horizon, also where it fails and goes on from a checkpoint. */
class StitchHorizonTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final Duration HORIZON = Duration.ofDays(2);
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;
    private static final long START = 19_675 * DAY;
    private static final int SAMPLES = 2 * Timeline.SAMPLE_RATE;

    private static final long NOW = 1_800_000_000_000L;
    /** An entry, a place, the audio at its ends, and that its source was restated. */
    private static final int PER_CHUNK = 4;
    /** Nodes above buckets, how far parts reach, and who waits for a neighbour. */
    private static final int ALWAYS = 6 + 1 + 2;

    private RestartableOperator<StitchInput, UtteranceChange> stitch;

    @BeforeEach
    void open() throws Exception {
        StitchSettings settings = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), HORIZON);
        stitch = new RestartableOperator<>(
                new EmbeddedRocksDBStateBackend(),
                () -> new KeyedProcessOperator<>(new StitchFunction(settings)),
                StitchInput::stream,
                NOW);
    }

    @AfterEach
    void close() {
        stitch.close();
    }

    /** Two seconds of sound, which came again by another source. */
    private void send(long start) throws Exception {
        ChunkKey chunk = new ChunkKey(start, new Digest(start, 2, 3, 4));
        Origin origin = new Origin("audio-chunks", 0, start);
        AudioPart part =
                new AudioPart(STREAM, new PartId(chunk, 0), Source.SYNC, SAMPLES, origin, 0, new byte[2 * SAMPLES]);
        stitch.process(StitchInput.of(new DetectedPart(part, Intervals.of(0, SAMPLES))));
        stitch.process(StitchInput.of(STREAM, new SourceRestated(chunk, SAMPLES, Source.LIVE)));
    }

    private void restart(int parallelism) throws Exception {
        stitch.restore(stitch.snapshot(NOW), parallelism, NOW);
    }

    @Test
    void remembersNoMoreThanTheHorizonHolds() throws Exception {
        for (long hour = 0; hour < 24 * 12; hour++) {
            send(START + hour * HOUR);
            if (hour % 50 == 30) restart(1 + (int) (hour / 50 % 2));
            stitch.advanceTo(NOW + (hour + 1) * 60_000);
            assertThat(stitch.entries()).isLessThanOrEqualTo(PER_CHUNK * 51 + ALWAYS);
        }
        assertThat(stitch.timers()).as("nothing waits").isZero();
    }

    @Test
    void forgetsWhatCameLateAfterTheSweep() throws Exception {
        send(START);
        send(START + 30 * DAY);
        send(START); // was let in before the horizon moved, and overtaken
        send(START + 30 * DAY + HOUR);
        restart(2);
        send(START + 30 * DAY + 2 * HOUR);

        assertThat(stitch.entries()).isLessThanOrEqualTo(PER_CHUNK * 3 + ALWAYS);
    }
}
