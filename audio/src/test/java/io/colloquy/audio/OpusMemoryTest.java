package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.colloquy.samples.OggSample;
import io.colloquy.samples.SampleSounds;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Opus streams that take most memory of all that fit into a record, in either framing: all that is let through. */
class OpusMemoryTest {
    private static final int MOST_BYTES = 256 << 10;
    private static final long MOST_ALLOCATED = 256L << 20;
    private static final double MOST_MILLIS = 600_000;
    private static final double[] SILK = {10, 20, 40, 60};
    private static final double[] HYBRID = {10, 20};
    private static final double[] CELT = {2.5, 5, 10, 20};
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final AudioDecoders decoder = new AudioDecoders();

    /** @param frames in each packet */
    private record Shape(int configuration, boolean stereo, int frames, int bytes) {

        double millis() {
            return frames * frameMillis(configuration);
        }

        byte[] packet(Random random) {
            byte[] packet = new byte[2 + frames * bytes];
            random.nextBytes(packet);
            packet[0] = (byte) (configuration << 3 | (stereo ? 4 : 0) | 3);
            packet[1] = (byte) frames;
            return packet;
        }
    }

    private static double frameMillis(int configuration) {
        if (configuration < 12) return SILK[configuration & 3];
        return configuration < 16 ? HYBRID[configuration & 1] : CELT[configuration & 3];
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 11, 12, 31})
    void dearestFramesStayWithinTheirMemory(int configuration) {
        assertWithinMemory(List.of(shape(configuration, true, 2)));
        assertWithinMemory(List.of(shape(configuration, false, 60)));
    }

    /** Few bytes a frame make it long, many make a frame dear. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 9, 11, 12, 13, 14, 15, 16, 19, 28, 30, 31})
    void everyKindOfFrameStaysWithinItsMemory(int configuration) {
        for (int bytes : new int[] {0, 2, 6, 20, 60, 200, 1200}) {
            assertWithinMemory(List.of(shape(configuration, false, bytes)));
            assertWithinMemory(List.of(shape(configuration, true, bytes)));
        }
    }

    private static Shape shape(int configuration, boolean stereo, int bytes) {
        int most = (int) (120 / frameMillis(configuration));
        return new Shape(configuration, stereo, bytes * most > 8_000 ? 1 : most, bytes);
    }

    @Test
    void changingFramesStayWithinTheirMemory() {
        assertWithinMemory(List.of(new Shape(9, true, 1, 4), new Shape(13, false, 1, 4)));
        assertWithinMemory(List.of(new Shape(13, true, 1, 12), new Shape(31, false, 1, 12)));
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 12, 60})
    void framesOfAlternatingKindsStayWithinTheirMemory(int bytes) {
        int[][] pairs = {{8, 28}, {9, 31}, {11, 28}, {9, 13}, {3, 15}, {13, 31}, {14, 30}, {4, 16}, {28, 31}};
        for (int[] pair : pairs) {
            assertWithinMemory(List.of(new Shape(pair[0], true, 1, bytes), new Shape(pair[1], false, 1, bytes)));
            assertWithinMemory(List.of(new Shape(pair[0], false, 1, bytes), new Shape(pair[1], true, 1, bytes)));
        }
    }

    /** The longest that is still let through, and so the dearest. */
    private void assertWithinMemory(List<Shape> shapes) {
        for (Framing framing : Framing.values()) {
            List<byte[]> packets = packets(shapes);
            while (OpusCost.kilobytes(packets, OpusPackets.samples(packets, 16_000), 16_000) > OpusCost.MOST_KB) {
                packets = packets.subList(0, packets.size() * 49 / 50);
            }
            byte[] audio =
                    framing == Framing.OGG ? OggSample.of(packets, 0, Long.MAX_VALUE) : SampleSounds.u32le(packets);
            assertThat(allocated(audio, Format.opus(48_000, 1, framing)))
                    .as("bytes allocated for %d packets, %s of %s", packets.size(), framing, shapes)
                    .isLessThanOrEqualTo(MOST_ALLOCATED);
        }
    }

    private static List<byte[]> packets(List<Shape> shapes) {
        Random random = new Random(1);
        List<byte[]> packets = new ArrayList<>();
        double millis = 0;
        int bytes = 1_000; // Ogg's headers
        while (true) {
            Shape shape = shapes.get(packets.size() % shapes.size());
            byte[] packet = shape.packet(random);
            bytes += packet.length + 8;
            millis += shape.millis();
            if (bytes > MOST_BYTES || millis > MOST_MILLIS) return packets;
            packets.add(packet);
        }
    }

    private long allocated(byte[] audio, Format format) {
        long self = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(self);
        try {
            decoder.decode(audio, format, DurationLimits.CARRIED);
        } catch (RejectedException e) {
            assertThat(e.reason()).isEqualTo("undecodable");
        }
        return THREADS.getThreadAllocatedBytes(self) - before;
    }

    @Test
    void refusesTenMinutesThatWouldTakeMore() {
        byte[] audio = SampleSounds.u32le(packets(List.of(new Shape(12, true, 12, 3))));

        assertThatThrownBy(() -> decoder.decode(audio, Format.opus(48_000, 1, Framing.U32LE), DurationLimits.CARRIED))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo("too_long"));
    }

    /** Telephones' lowest rate fills a record in six minutes, and silence that is not sent takes nothing. */
    @Test
    void letsThroughWhatEncodersMake() throws RejectedException {
        List<byte[]> speech = packets(List.of(new Shape(1, false, 1, 14)));
        byte[] silent = {8};
        List<byte[]> sparse = new ArrayList<>(speech.subList(0, 6_000));
        sparse.addAll(Arrays.asList(new byte[23_000][]));
        sparse.replaceAll(packet -> packet == null ? silent : packet);

        for (List<byte[]> packets : List.of(speech, sparse)) {
            DecodedAudio decoded = decoder.decode(
                    SampleSounds.u32le(packets), Format.opus(16_000, 1, Framing.U32LE), DurationLimits.CARRIED);
            assertThat(decoded.samples()).isEqualTo(packets.size() * 320);
        }
    }
}
