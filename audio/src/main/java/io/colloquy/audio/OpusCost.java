package io.colloquy.audio;

import java.util.List;

/**
 * What decoding Opus packets takes from the heap, told without decoding them: each frame takes new arrays, however few
 * bytes it has, so that a small chunk of a lowest bit rate could take gigabytes. In KB, from measurements of concentus
 * 1.0.2 on random frames of every configuration (RFC 6716, section 3.1), by the interpreter: compiled code takes up to
 * a third less, but what is accepted must not depend on how warm a machine is.
 */
final class OpusCost {
    /**
     * As much as real encoders make fit into 256 KiB: 6 kbit/s of SILK, 16 of hybrid frames; with a margin for worse.
     */
    static final long MOST_KB = 224 << 10;

    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int[] SILK_MILLIS = {10, 20, 40, 60};
    private static final int[] HYBRID_MILLIS = {10, 20};

    private static final double KB_A_MILLISECOND = 0.075;
    private static final double KB_A_BYTE = 0.12;
    /** Between SILK and CELT a stretch is decoded twice, to fade; other changes start a part of the decoder anew. */
    private static final double KB_A_CHANGE = 30;

    private OpusCost() {}

    /** @param samples of each packet at {@code rate} Hz */
    static double kilobytes(List<byte[]> packets, int[] samples, int rate) {
        double cost = 0;
        int before = -1;
        for (int i = 0; i < samples.length; i++) {
            byte[] packet = packets.get(i);
            cost += KB_A_MILLISECOND * samples[i] * 1_000 / rate;
            if (packet.length < 2) continue;
            int configuration = Byte.toUnsignedInt(packet[0]) >> 3;
            boolean stereo = (packet[0] & 4) != 0;
            int kind = packet[0] & ~3;
            if (kind != before) cost += KB_A_CHANGE;
            before = kind;
            cost += KB_A_BYTE * packet.length + coded(packet) * frame(configuration, stereo);
        }
        return cost;
    }

    /** Frames that are decoded: one of less than two bytes is filled in, which costs little. */
    private static int coded(byte[] packet) {
        int frames =
                switch (packet[0] & 3) {
                    case 0 -> 1;
                    case 1, 2 -> 2;
                    default -> packet[1] & 0x3f;
                };
        return Math.min(frames, packet.length / 2);
    }

    private static double frame(int configuration, boolean stereo) {
        if (configuration >= FIRST_CELT) return celt(2.5 * (1 << (configuration & 3)), stereo);
        if (configuration < FIRST_HYBRID) return silk(SILK_MILLIS[configuration & 3], stereo);
        int millis = HYBRID_MILLIS[configuration & 1];
        return silk(millis, stereo) + celt(millis, stereo);
    }

    private static double silk(double millis, boolean stereo) {
        return Math.max(7.6, 0.5 * millis) * (stereo ? 1.9 : 1);
    }

    private static double celt(double millis, boolean stereo) {
        return (1.7 + 0.67 * millis) * (stereo ? 1.7 : 1);
    }
}
