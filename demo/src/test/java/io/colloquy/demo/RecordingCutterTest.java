package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.StreamId;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RecordingCutterTest {

    @Property(tries = 300)
    void slicesTileTheRecording(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30_000) int packets) {
        List<ChunkSlice> slices = cut(packets, seed);
        int at = 0;
        for (ChunkSlice slice : slices) {
            assertThat(slice.from()).isEqualTo(at);
            at = slice.to();
        }
        assertThat(at).isEqualTo(packets);
    }

    @Property(tries = 300)
    void slicesLastFiveToSixtySeconds(@ForAll long seed, @ForAll @IntRange(min = 250, max = 30_000) int packets) {
        assertThat(cut(packets, seed)).allSatisfy(slice -> {
            assertThat(slice.millis()).isBetween(5_000, 60_000);
            assertThat(slice.to() - slice.from())
                    .isLessThanOrEqualTo(slice.encoding().maxPackets());
        });
    }

    @Property(tries = 100)
    void theLastSliceMayBeAFileThatWasCutShort(
            @ForAll long seed, @ForAll @IntRange(min = 600, max = 30_000) int packets) {
        List<ChunkSlice> slices = new RecordingCutter(new Random(seed)).cutAndTruncate(recording(packets));
        ChunkSlice last = slices.get(slices.size() - 1);
        assertThat(last.encoding()).isEqualTo(Encoding.TRUNCATED_WAV);
        assertThat(last.to()).isEqualTo(packets);
        assertThat(last.from()).isEqualTo(slices.get(slices.size() - 2).to());
        assertThat(last.millis()).isEqualTo(5_000);
    }

    @Property(tries = 50)
    void theSeedAloneDecides(@ForAll long seed) {
        assertThat(cut(10_000, seed)).isEqualTo(cut(10_000, seed));
    }

    private static List<ChunkSlice> cut(int packets, long seed) {
        return new RecordingCutter(new Random(seed)).cut(recording(packets));
    }

    private static Recording recording(int packets) {
        StreamId stream = new StreamId("pendant", "pendant");
        return new Recording("made-up", stream, 0, 1, Collections.nCopies(packets, NO_PACKET), List.of());
    }

    private static final byte[] NO_PACKET = {};
}
