package io.colloquy.audio;

/**
 * The header of a FLAC frame (RFC 9639, 9.1).
 *
 * @param samples of each channel
 * @param assignment 0 and 1: independent channels; 8 to 10: left-side, side-right, mid-side
 */
record FlacFrame(int samples, int rate, int assignment, int bits) {
    static final int LEFT_SIDE = 8;
    static final int SIDE_RIGHT = 9;
    static final int MID_SIDE = 10;

    private static final int SYNC = 0x3FFE;
    private static final Crc HEADER_CRC = new Crc(8, 0x07);
    private static final int[] RATES = {
        0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
    };
    /** By code; 0 is the stream's own, -1 is reserved. */
    private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

    int channels() {
        return assignment >= LEFT_SIDE ? 2 : assignment + 1;
    }

    /** Of the subframe: a side channel needs one more. */
    int bitsOf(int channel) {
        boolean side = channel == 0 ? assignment == SIDE_RIGHT : assignment == LEFT_SIDE || assignment == MID_SIDE;
        return side ? bits + 1 : bits;
    }

    /** Reads one at the reader's place. What it leaves open is as {@code stream} says. */
    static FlacFrame read(BitReader in, byte[] file, FlacStream stream) throws BrokenFrame {
        int from = in.position();
        if (in.unsigned(14) != SYNC || in.unsigned(1) != 0) throw new BrokenFrame("is no frame");
        in.unsigned(1); // fixed or variable block size: what follows is a frame's or a sample's number
        int sizeCode = in.unsigned(4);
        int rateCode = in.unsigned(4);
        int assignment = in.unsigned(4);
        int bitsCode = in.unsigned(3);
        if (in.unsigned(1) != 0 || assignment > MID_SIDE) throw new BrokenFrame("has a reserved header");
        skipNumber(in);
        int samples = samples(sizeCode, in);
        int rate = rate(rateCode, in);
        if (in.unsigned(8) != HEADER_CRC.of(file, from, in.position() - 1)) throw new BrokenFrame("header is damaged");
        int bits = BITS[bitsCode] == 0 ? stream.bits() : BITS[bitsCode];
        FlacFrame frame = new FlacFrame(samples, rate == 0 ? stream.rate() : rate, assignment, bits);
        if (!stream.holds(frame)) throw new BrokenFrame("is of another format than the stream");
        return frame;
    }

    /** Coded as UTF-8 is, in up to seven bytes. */
    private static void skipNumber(BitReader in) throws BrokenFrame {
        int first = in.unsigned(8);
        int length = Integer.numberOfLeadingZeros(~(first << 24));
        if (length == 1 || length == 8) throw new BrokenFrame("has no number");
        for (int i = 1; i < length; i++) {
            if (in.unsigned(2) != 2) throw new BrokenFrame("has no number");
            in.unsigned(6);
        }
    }

    private static int samples(int code, BitReader in) throws BrokenFrame {
        return switch (code) {
            case 0 -> throw new BrokenFrame("has a reserved size");
            case 1 -> 192;
            case 2, 3, 4, 5 -> 144 << code;
            case 6 -> in.unsigned(8) + 1;
            case 7 -> in.unsigned(16) + 1;
            default -> 1 << code;
        };
    }

    private static int rate(int code, BitReader in) throws BrokenFrame {
        return switch (code) {
            case 12 -> in.unsigned(8) * 1000;
            case 13 -> in.unsigned(16);
            case 14 -> in.unsigned(16) * 10;
            case 15 -> throw new BrokenFrame("has a reserved rate");
            default -> RATES[code];
        };
    }
}
