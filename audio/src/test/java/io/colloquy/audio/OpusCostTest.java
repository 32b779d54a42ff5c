package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What raises the cost of a stream, and what doesn't; whether it is enough is asked by {@link OpusMemoryTest}. */
class OpusCostTest {
    private static final int RATE = 16_000;
    private static final int SILK = 8;
    private static final int HYBRID = 12;
    private static final int CELT = 28;
    private static final int BYTES = 40;

    /** Two frames of variable lengths; of {@code BYTES} bytes in all. */
    private static byte[] packet(int configuration, boolean stereo) {
        return packet(configuration, stereo, 2, BYTES);
    }

    private static byte[] packet(int configuration, boolean stereo, int frames, int bytes) {
        byte[] packet = new byte[bytes];
        packet[0] = (byte) (configuration << 3 | (stereo ? 4 : 0) | 3);
        packet[1] = (byte) (0x80 | frames);
        return packet;
    }

    private static double cost(byte[]... packets) {
        return OpusCost.kilobytes(List.of(packets), new int[packets.length], RATE);
    }

    /** Of one more such packet, once there are some. */
    private static double ofOneMore(byte[] packet) {
        return cost(packet, packet) - cost(packet);
    }

    private static double mono(int configuration) {
        return ofOneMore(packet(configuration, false));
    }

    @Test
    void growsWithTheTimeThatPacketsLast() {
        List<byte[]> packets = Collections.nCopies(3, new byte[1]);
        double cost = OpusCost.kilobytes(packets, new int[] {320, 0, 640}, RATE);
        assertThat(cost).isGreaterThan(0.05 * 60).isLessThan(0.1 * 60);
        assertThat(OpusCost.kilobytes(packets, new int[] {960, 0, 1_920}, 3 * RATE))
                .as("the same time at another rate")
                .isEqualTo(cost, within(1e-9));
    }

    @Test
    void silenceThatIsNotSentCostsOnlyItsTime() {
        assertThat(cost(new byte[0], new byte[1], new byte[] {8})).isZero();
    }

    @Test
    void growsWithEachFrame() {
        double one = ofOneMore(packet(SILK, false, 1, BYTES));
        double two = ofOneMore(packet(SILK, false, 2, BYTES));
        double twelve = ofOneMore(packet(SILK, false, 12, BYTES));
        assertThat(two - one).isGreaterThan(7);
        assertThat(twelve - one).isEqualTo(11 * (two - one), within(1e-9));
    }

    @Test
    void takesTheFramesFromHowThePacketIsMade() {
        byte[] packet = packet(SILK, false, 2, BYTES);
        double two = ofOneMore(packet);
        double one = ofOneMore(packet(SILK, false, 1, BYTES));
        for (int code = 0; code < 3; code++) {
            packet[0] = (byte) (SILK << 3 | code);
            assertThat(ofOneMore(packet)).isEqualTo(code == 0 ? one : two, within(1e-9));
        }
    }

    @Test
    void countsNoFramesThatItsBytesCantHold() {
        assertThat(ofOneMore(packet(SILK, false, 48, 20)))
                .isEqualTo(ofOneMore(packet(SILK, false, 10, 20)), within(1e-9));
        assertThat(ofOneMore(packet(SILK, false, 10, 20))).isGreaterThan(ofOneMore(packet(SILK, false, 9, 20)));
    }

    @Test
    void growsWithEachByte() {
        double less = ofOneMore(packet(CELT, true, 2, BYTES));
        double more = ofOneMore(packet(CELT, true, 2, BYTES + 100));
        assertThat(more - less).isGreaterThan(10).isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {SILK, HYBRID, CELT})
    void ofTwoChannelsIsMoreThanOfOne(int configuration) {
        double ofOne = mono(configuration);
        double ofTwo = ofOneMore(packet(configuration, true));
        assertThat(ofTwo).isGreaterThan(1.4 * ofOne).isLessThan(2 * ofOne);
    }

    @Test
    void ofLongerFramesIsNotLess() {
        for (int first : new int[] {0, 4, 8, 16, 20, 24, 28}) {
            double[] costs = {mono(first), mono(first + 1), mono(first + 2), mono(first + 3)};
            assertThat(costs).isSorted();
            assertThat(costs[3]).isGreaterThan(2 * costs[0]);
        }
        assertThat(mono(HYBRID + 1)).isGreaterThan(mono(HYBRID));
    }

    @Test
    void dependsOnTheLengthOfAFrameAndNotOnItsBandwidth() {
        for (int length = 0; length < 4; length++) {
            assertThat(mono(length)).isEqualTo(mono(4 + length)).isEqualTo(mono(8 + length));
            assertThat(mono(16 + length)).isEqualTo(mono(20 + length)).isEqualTo(mono(28 + length));
        }
        assertThat(mono(12)).isEqualTo(mono(14));
        assertThat(mono(13)).isEqualTo(mono(15));
    }

    /** As a hybrid frame is one of each. Celt's configurations of 10 and 20 ms end in 2 and 3. */
    @Test
    void ofAHybridFrameIsThatOfBothKinds() {
        double bytes = mono(SILK) - ofOneMore(packet(SILK, false, 0, BYTES));
        assertThat(bytes).isPositive();
        double silkOf10 = mono(8) - ofOneMore(packet(8, false, 0, BYTES));
        double silkOf20 = mono(9) - ofOneMore(packet(9, false, 0, BYTES));
        assertThat(mono(12)).isEqualTo(mono(30) + silkOf10, within(1e-9));
        assertThat(mono(13)).isEqualTo(mono(31) + silkOf20, within(1e-9));
    }

    @Test
    void growsWithEachChangeOfKind() {
        byte[] silk = packet(SILK, false);
        byte[] celt = packet(CELT, false);
        byte[] stereo = packet(SILK, true);
        assertThat(cost(silk, celt, silk, celt) - cost(silk, silk, celt, celt)).isEqualTo(60, within(1e-9));
        assertThat(cost(silk, stereo, silk, stereo) - cost(silk, silk, stereo, stereo))
                .isEqualTo(60, within(1e-9));
        byte[] otherFrames = packet(SILK, false);
        otherFrames[0] &= ~3;
        assertThat(cost(silk, otherFrames, silk, otherFrames))
                .as("how many frames a packet has is no kind")
                .isEqualTo(cost(silk, silk, otherFrames, otherFrames), within(1e-9));
    }

    @Test
    void isTheSumOfItsPackets() {
        byte[][] packets = new byte[10][];
        Arrays.fill(packets, packet(SILK, false));
        assertThat(cost(packets)).isEqualTo(cost(packets[0]) + 9 * mono(SILK), within(1e-9));
    }
}
