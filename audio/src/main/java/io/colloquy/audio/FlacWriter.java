package io.colloquy.audio;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes mono FLAC of 16 bits (RFC 9639): every frame predicts by second differences and codes the rest after Rice. */
public final class FlacWriter {
    private static final int BLOCK = 4096;
    private static final int BITS = 16;
    private static final int ORDER = 2;
    /** A frame's number takes one byte below this. */
    private static final int MAX_FRAMES = 128;

    private static final Crc HEADER_CRC = new Crc(8, 0x07);
    private static final Crc FRAME_CRC = new Crc(16, 0x8005);

    private final BitOutput out = new BitOutput();

    private FlacWriter() {}

    /** A whole file. @param rate Hz */
    public static byte[] of(short[] samples, int rate) {
        FlacWriter file = new FlacWriter();
        file.header(samples.length, rate);
        for (int i = 0; i * BLOCK < samples.length; i++) {
            if (i == MAX_FRAMES) throw new IllegalArgumentException("at most " + MAX_FRAMES + " frames are written");
            file.frame(i, Arrays.copyOfRange(samples, i * BLOCK, Math.min(samples.length, (i + 1) * BLOCK)));
        }
        return file.out.toByteArray();
    }

    /** The magic number, and STREAMINFO as the only block of metadata. The sizes of frames and the MD5 may be 0. */
    private void header(int samples, int rate) {
        out.put(0x664C6143, 32);
        out.put(0x80, 8);
        out.put(34, 24);
        out.put(BLOCK, 16);
        out.put(BLOCK, 16);
        for (int i = 0; i < 2; i++) out.put(0, 24);
        out.put(rate, 20);
        out.put(0, 3);
        out.put(BITS - 1, 5);
        out.put(0, 4);
        out.put(samples, 32);
        for (int i = 0; i < 4; i++) out.put(0, 32);
    }

    private void frame(int number, short[] samples) {
        int start = out.bytes();
        out.put(0xFFF8, 16);
        out.put(0x70, 8); // its size follows; the rate is the stream's
        out.put(0x08, 8); // one channel of 16 bits
        out.put(number, 8);
        out.put(samples.length - 1, 16);
        out.put(HEADER_CRC.of(out.toByteArray(), start, out.bytes()), 8);
        if (samples.length > ORDER) predicted(samples);
        else verbatim(samples);
        out.align();
        out.put(FRAME_CRC.of(out.toByteArray(), start, out.bytes()), 16);
    }

    private void verbatim(short[] samples) {
        out.put(0x02, 8);
        for (short sample : samples) out.put(sample, BITS);
    }

    private void predicted(short[] samples) {
        out.put((8 + ORDER) << 1, 8);
        for (int i = 0; i < ORDER; i++) out.put(samples[i], BITS);
        int[] folded = new int[samples.length - ORDER];
        for (int i = 0; i < folded.length; i++) {
            int residual = samples[i + 2] - 2 * samples[i + 1] + samples[i];
            folded[i] = residual << 1 ^ residual >> 31;
        }
        int parameter = parameter(folded);
        out.put(0, 2 + 4); // one partition
        out.put(parameter, 4);
        for (int value : folded) {
            for (int i = value >> parameter; i > 0; i--) out.put(0, 1);
            out.put(1, 1);
            out.put(value, parameter);
        }
    }

    /** The one whose quotients are about 1. */
    private static int parameter(int[] folded) {
        double mean = Arrays.stream(folded).average().orElse(0);
        int parameter = 0;
        while (parameter < 14 && 1 << parameter + 1 <= mean) parameter++;
        return parameter;
    }

    private static final class BitOutput {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int open;
        private int count;

        /** The lowest bits of a number, the highest of them first. */
        void put(int value, int bits) {
            for (int i = bits - 1; i >= 0; i--) {
                open = open << 1 | value >> i & 1;
                if (++count % Byte.SIZE == 0) out.write(open);
            }
        }

        void align() {
            while (count % Byte.SIZE != 0) put(0, 1);
        }

        int bytes() {
            return out.size();
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
