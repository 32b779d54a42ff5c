package io.colloquy.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.demo.Recording;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkReader;
import io.colloquy.schemas.StreamId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveDeviceTest {
    private static final StreamId RECORDED = new StreamId("recorded", "recorded");
    private static final StreamId LIVE = new StreamId("live", "live");
    private static final long RECORDED_AT = 1_700_000_000_000_000L;
    private static final long BEGIN = 1_800_000_000_000_000L;
    private static final long SECOND = 1_000_000;

    /** Twenty seconds of packets; heard from its fourth second on, in eight chunks of two seconds. */
    private final LiveDevice device = new LiveDevice(LIVE, recording(), BEGIN, 200, 100, 8);

    private static Recording recording() {
        return new Recording(
                "made-up",
                RECORDED,
                RECORDED_AT,
                1,
                Collections.nCopies(1_000, new byte[] {0x48, 1}),
                List.of(turn(3, 5), turn(6, 8), turn(8.5, 9), turn(12, 16), turn(17, 19)));
    }

    private static Turn turn(double from, double to) {
        return new Turn(RECORDED, at(from), at(to), "A", "words", 1);
    }

    private static long at(double second) {
        return RECORDED_AT + (long) (second * SECOND);
    }

    @Test
    void expectsWhatIsSaidWholeAndFollowedByAChunk() {
        assertThat(device.stretches())
                .containsExactly(
                        new LiveDevice.Stretch(LIVE, BEGIN + 2 * SECOND, BEGIN + 5 * SECOND),
                        new LiveDevice.Stretch(LIVE, BEGIN + 8 * SECOND, BEGIN + 12 * SECOND));
    }

    @Test
    void tellsAChunksTimeByWhenItWasRecorded() throws Exception {
        AudioChunk chunk = AudioChunkReader.read(device.record(3));
        assertThat(chunk.startedAt()).isEqualTo(BEGIN + 6 * SECOND);
        assertThat(device.fullAt(3)).isEqualTo(BEGIN + 8 * SECOND);
        assertThat(chunk.audio()).hasSize(100 * 6);
    }

    @Test
    void countsWhatNeverCameAsInfinitelyLate() {
        double never = Double.POSITIVE_INFINITY;
        LiveResult result = LiveResult.of(2, 2, List.of(1e6, 2e6, 3e6, never));
        assertThat(result.p50()).isEqualTo(2);
        assertThat(result.p99()).isNull();
        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.ok()).isFalse();
    }
}
