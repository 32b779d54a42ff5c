package io.colloquy.audio;

import java.util.Arrays;

/**
 * One channel of a FLAC frame (RFC 9639, 9.2): constant, verbatim, or predicted with a Rice-coded residual. Whatever is
 * read, it does not take longer than bits and samples allow, and what overflows only wraps: the frame's checksum says
 * afterwards whether it was right.
 */
final class FlacSubframe {
    private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

    private final BitReader in;
    private final int[] samples;
    private final int count;

    private FlacSubframe(BitReader in, int[] samples, int count) {
        this.in = in;
        this.samples = samples;
        this.count = count;
    }

    /**
     * @param samples takes {@code count} of them
     * @param bits of a sample
     */
    static void read(BitReader in, int[] samples, int count, int bits) throws BrokenFrame {
        if (in.unsigned(1) != 0) throw new BrokenFrame("has a reserved subframe");
        int type = in.unsigned(6);
        int wasted = in.unsigned(1) == 0 ? 0 : in.unary() + 1;
        if (wasted >= bits) throw new BrokenFrame("has no bits in its samples");
        new FlacSubframe(in, samples, count).read(type, bits - wasted);
        if (wasted > 0) {
            for (int i = 0; i < count; i++) samples[i] <<= wasted;
        }
    }

    private void read(int type, int bits) throws BrokenFrame {
        if (type == 0) {
            Arrays.fill(samples, 0, count, in.signed(bits));
        } else if (type == 1) {
            verbatim(count, bits);
        } else if (type >= 8 && type <= 12) {
            verbatim(order(type - 8), bits);
            predict(FIXED[type - 8], 0);
        } else if (type >= 32) {
            verbatim(order(type - 31), bits);
            predictLinearly(type - 31);
        } else {
            throw new BrokenFrame("has a reserved subframe");
        }
    }

    private int order(int order) throws BrokenFrame {
        if (order > count) throw new BrokenFrame("is shorter than its predictor");
        return order;
    }

    private void verbatim(int length, int bits) throws BrokenFrame {
        for (int i = 0; i < length; i++) samples[i] = in.signed(bits);
    }

    private void predictLinearly(int order) throws BrokenFrame {
        int precision = in.unsigned(4) + 1;
        int shift = in.signed(5);
        if (precision == 16 || shift < 0) throw new BrokenFrame("has a reserved predictor");
        int[] coefficients = new int[order];
        for (int i = 0; i < order; i++) coefficients[i] = in.signed(precision);
        predict(coefficients, shift);
    }

    /** @param coefficients the first is that of the sample just before */
    private void predict(int[] coefficients, int shift) throws BrokenFrame {
        int order = coefficients.length;
        readResidual(order);
        for (int i = order; i < count; i++) {
            long sum = 0;
            for (int j = 0; j < order; j++) sum += (long) coefficients[j] * samples[i - 1 - j];
            samples[i] += (int) (sum >> shift);
        }
    }

    /** Puts the residual in the samples' place, after the first {@code order}. */
    private void readResidual(int order) throws BrokenFrame {
        int method = in.unsigned(2);
        if (method > 1) throw new BrokenFrame("has a reserved residual");
        int parameterBits = method == 0 ? 4 : 5;
        int partitionOrder = in.unsigned(4);
        int length = count >> partitionOrder;
        if (length << partitionOrder != count || length < order) throw new BrokenFrame("has uneven partitions");
        for (int from = order, end = length; end <= count; from = end, end += length) {
            readPartition(from, end, parameterBits);
        }
    }

    private void readPartition(int from, int to, int parameterBits) throws BrokenFrame {
        int parameter = in.unsigned(parameterBits);
        if (parameter == (1 << parameterBits) - 1) {
            int bits = in.unsigned(5);
            for (int i = from; i < to; i++) samples[i] = in.signed(bits);
            return;
        }
        for (int i = from; i < to; i++) {
            int folded = in.unary() << parameter | in.unsigned(parameter);
            samples[i] = folded >>> 1 ^ -(folded & 1);
        }
    }
}
