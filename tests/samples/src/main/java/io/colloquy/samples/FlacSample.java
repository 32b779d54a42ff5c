package io.colloquy.samples;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Writes FLAC as RFC 9639 says, each kind of frame on request, without caring for size. */
public final class FlacSample {
    /** How a subframe is coded. */
    public enum Kind {
        CONSTANT,
        VERBATIM,
        FIXED,
        LPC,
        /** LPC whose residual is not Rice-coded. */
        ESCAPED
    }

    /** Stream info and one padding block. */
    private static final int HEADER_BYTES = 4 + 38 + 9;

    private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int rate;
    private final int channels;
    private final int bits;
    private int frames;
    private int sizeCode = 7;
    private int rateCode;
    private int bitsCode;
    private int held;
    private int heldBits;

    public FlacSample(int rate, int channels, int bits) {
        this.rate = rate;
        this.channels = channels;
        this.bits = bits;
        out.writeBytes(new byte[] {'f', 'L', 'a', 'C', 0, 0, 0, 34});
        out.writeBytes(new byte[10]);
        put(rate, 20);
        put(channels - 1, 3);
        put(bits - 1, 5);
        put(0, 32);
        put(0, 4);
        out.writeBytes(new byte[16]);
        out.writeBytes(new byte[] {(byte) 0x81, 0, 0, 5, 1, 2, 3, 4, 5});
    }

    /** Mono or stereo of 16 bits, in frames of 512 samples, all kinds by turns. */
    public static byte[] of(int rate, int channels, short[] interleaved) {
        FlacSample file = new FlacSample(rate, channels, 16);
        int count = interleaved.length / channels;
        for (int from = 0; from < count; from += 512) {
            int[][] samples = new int[channels][Math.min(512, count - from)];
            for (int i = 0; i < samples[0].length; i++) {
                for (int c = 0; c < channels; c++) samples[c][i] = interleaved[(from + i) * channels + c];
            }
            int assignment = channels == 1 ? 0 : new int[] {1, 8, 9, 10}[file.frames % 4];
            file.frame(samples, assignment, Kind.values()[1 + file.frames % 4], file.frames % 5);
        }
        return file.bytes();
    }

    /**
     * @param samples of each channel as it was recorded
     * @param order of the predictor, where one is used
     */
    public FlacSample frame(int[][] samples, int assignment, Kind kind, int order) {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.writeBytes(out.toByteArray());
        out.reset();
        header(samples[0].length, assignment);
        for (int c = 0; c < channels; c++) subframe(coded(samples, assignment, c), width(assignment, c), kind, order);
        put(0, -heldBits & 7);
        put(crc(out.toByteArray(), 16, 0x8005), 16);
        before.writeBytes(out.toByteArray());
        out.reset();
        out.writeBytes(before.toByteArray());
        return this;
    }

    /** How the headers of the frames to come tell sizes, rates and depths: as the codes of RFC 9639, 9.1, say. */
    public FlacSample telling(int sizeCode, int rateCode, int bitsCode) {
        this.sizeCode = sizeCode;
        this.rateCode = rateCode;
        this.bitsCode = bitsCode;
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    private void header(int size, int assignment) {
        put(0x3FFE, 14);
        put(0, 2);
        put(sizeCode, 4);
        put(rateCode, 4);
        put(assignment, 4);
        put(bitsCode, 3);
        put(0, 1);
        if (frames < 128) {
            put(frames, 8);
        } else {
            put(0xC0 | frames >> 6, 8);
            put(0x80 | frames & 0x3F, 8);
        }
        frames++;
        if (sizeCode == 6 || sizeCode == 7) put(size - 1, sizeCode == 6 ? 8 : 16);
        if (rateCode == 12) put(rate / 1000, 8);
        if (rateCode == 13) put(rate, 16);
        if (rateCode == 14) put(rate / 10, 16);
        put(crc(out.toByteArray(), 8, 0x07), 8);
    }

    private int width(int assignment, int channel) {
        boolean side = channel == 0 ? assignment == 9 : assignment == 8 || assignment == 10;
        return side ? bits + 1 : bits;
    }

    private static int[] coded(int[][] samples, int assignment, int channel) {
        int[] coded = samples[channel].clone();
        if (assignment < 8) return coded;
        for (int i = 0; i < coded.length; i++) {
            int left = samples[0][i];
            int right = samples[1][i];
            boolean side = channel == 0 ? assignment == 9 : assignment != 9;
            if (side) coded[i] = left - right;
            else if (assignment == 10) coded[i] = left + right >> 1;
        }
        return coded;
    }

    private void subframe(int[] samples, int width, Kind kind, int order) {
        int wasted = wasted(samples);
        int head =
                switch (kind) {
                    case CONSTANT -> 0;
                    case VERBATIM -> 1;
                    case FIXED -> 8 + order;
                    case LPC, ESCAPED -> 31 + Math.max(1, order);
                };
        put(head, 7);
        put(wasted > 0 ? 1 : 0, 1);
        if (wasted > 0) put(1, wasted);
        for (int i = 0; i < samples.length; i++) samples[i] >>= wasted;
        switch (kind) {
            case CONSTANT -> put(samples[0], width - wasted);
            case VERBATIM -> plain(samples, samples.length, width - wasted);
            case FIXED -> {
                plain(samples, order, width - wasted);
                residual(samples, FIXED[order], 0, false);
            }
            case LPC, ESCAPED -> {
                int[] coefficients = FIXED[Math.max(1, order)].clone();
                for (int i = 0; i < coefficients.length; i++) coefficients[i] = coefficients[i] * 64 + i - 3;
                plain(samples, coefficients.length, width - wasted);
                put(11, 4);
                put(6, 5);
                for (int coefficient : coefficients) put(coefficient, 12);
                residual(samples, coefficients, 6, kind == Kind.ESCAPED);
            }
            default -> throw new IllegalStateException();
        }
    }

    private static int wasted(int[] samples) {
        IntPredicate free = bit -> {
            for (int sample : samples) if ((sample >> bit & 1) != 0) return false;
            return true;
        };
        int wasted = 0;
        while (wasted < 3 && free.test(wasted)) wasted++;
        return wasted;
    }

    private void plain(int[] samples, int count, int width) {
        for (int i = 0; i < count; i++) put(samples[i], width);
    }

    /** In two partitions where the samples are even in number, with a parameter of 5 and of 9 bits. */
    private void residual(int[] samples, int[] coefficients, int shift, boolean escaped) {
        int order = coefficients.length;
        int halves = samples.length % 2 == 0 && samples.length / 2 >= order ? 1 : 0;
        put(1, 2);
        put(halves, 4);
        for (int i = order; i < samples.length; i++) {
            boolean second = halves == 1 && i >= samples.length / 2;
            int parameter = second ? 9 : 5;
            boolean begins = i == order || halves == 1 && i == samples.length / 2;
            if (begins) parameter(parameter, escaped);
            long sum = 0;
            for (int j = 0; j < order; j++) sum += (long) coefficients[j] * samples[i - 1 - j];
            int residual = samples[i] - (int) (sum >> shift);
            if (escaped) put(residual, 20);
            else rice(residual, parameter);
        }
        if (order == samples.length) parameter(5, escaped);
    }

    private void parameter(int parameter, boolean escaped) {
        put(escaped ? 31 : parameter, 5);
        if (escaped) put(20, 5);
    }

    private void rice(int residual, int parameter) {
        int folded = residual << 1 ^ residual >> 31;
        for (int zeros = folded >>> parameter; zeros > 0; zeros--) put(0, 1);
        put(1, 1);
        put(folded, parameter);
    }

    private void put(int value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            held = held << 1 | value >> bit & 1;
            if (++heldBits % 8 == 0) out.write(held);
        }
    }

    /**
     * Makes the checksums of frames that are where {@code whole} has them right, whatever has become of their inside.
     */
    public static void repair(byte[] damaged, byte[] whole) {
        int from = 0;
        for (int i = HEADER_BYTES; i <= whole.length && i <= damaged.length; i++) {
            boolean begins = i + 6 < whole.length && whole[i] == -1 && whole[i + 1] == -8 && whole[i + 2] == 0x70;
            if (!begins && i < whole.length) continue;
            if (from > 0) repairFrame(damaged, from, i);
            from = i;
        }
    }

    private static void repairFrame(byte[] file, int from, int to) {
        int header = from + 7 + (file[from + 4] < 0 ? 1 : 0);
        if (header >= to - 2) return;
        file[header] = (byte) crc(Arrays.copyOfRange(file, from, header), 8, 0x07);
        int crc = crc(Arrays.copyOfRange(file, from, to - 2), 16, 0x8005);
        file[to - 2] = (byte) (crc >> 8);
        file[to - 1] = (byte) crc;
    }

    /** Bit by bit. */
    private static int crc(byte[] bytes, int width, int polynomial) {
        int crc = 0;
        for (byte b : bytes) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean feedback = (crc >> width - 1 & 1) != (b >> bit & 1);
                crc = (crc << 1 ^ (feedback ? polynomial : 0)) & (1 << width) - 1;
            }
        }
        return crc;
    }
}
