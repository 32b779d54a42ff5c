package io.colloquy.audio;

import io.colloquy.schemas.Timeline;
import java.math.BigInteger;

/**
 * An immutable bank of windowed-sinc filters from one rate to 16 kHz, one for each place that an output sample can take
 * between two input samples. Flat to 7/8 of the lower Nyquist frequency and 80 dB down from that frequency on, so that
 * nothing folds back. Kaiser's window and his formulas for its length and shape (Kaiser 1974; Oppenheim and Schafer,
 * Discrete-Time Signal Processing, 7.5).
 */
final class ResamplingFilter {
    private static final double ATTENUATION_DB = 80;
    private static final double BETA = 0.1102 * (ATTENUATION_DB - 8.7);
    private static final double PASS_BAND = 7.0 / 8;
    /**
     * Rates with a common divisor need fewer phases than this and get exact ones. For others an output takes the
     * nearest phase, at most 1/4096 of a sample off: an error below -64 dB.
     */
    private static final int MAX_PHASES = 2048;
    /** Terms to a multiple of which filters are padded, so that the inner loop needs no rest. */
    private static final int UNROLLED = 8;

    private final int rate;
    private final int upFactor;
    private final int downFactor;
    private final int phases;
    private final int taps;
    private final float[] coefficients;

    /** @param rate of the input, Hz */
    ResamplingFilter(int rate) {
        this.rate = rate;
        int divisor = BigInteger.valueOf(rate)
                .gcd(BigInteger.valueOf(Timeline.SAMPLE_RATE))
                .intValue();
        this.upFactor = Timeline.SAMPLE_RATE / divisor;
        this.downFactor = rate / divisor;
        this.phases = Math.min(upFactor, MAX_PHASES);
        double stop = Math.min(rate, Timeline.SAMPLE_RATE) / 2.0;
        double pass = PASS_BAND * stop;
        this.taps = evenTaps((ATTENUATION_DB - 7.95) / (14.36 * (stop - pass) / rate));
        this.coefficients = new float[(phases + 1) * taps];
        for (int phase = 0; phase <= phases; phase++) design(phase, (pass + stop) / rate);
    }

    /** Output advances {@code downFactor / upFactor} input samples at a time. */
    int upFactor() {
        return upFactor;
    }

    int downFactor() {
        return downFactor;
    }

    /** Input samples under one filter: half of them up to the output's place, half after it. */
    int taps() {
        return taps;
    }

    /** Whether input is output. */
    boolean isIdentity() {
        return rate == Timeline.SAMPLE_RATE;
    }

    /** {@code round(frames × 16000 / rate)}. */
    long outputSamples(long frames) {
        return (2 * frames * Timeline.SAMPLE_RATE + rate) / (2L * rate);
    }

    /**
     * One output sample.
     *
     * @param input whose {@code taps} samples from {@code at} on lie under the filter
     * @param position of the output between two input samples, in units of 1 / {@link #upFactor}
     */
    float apply(float[] input, int at, int position) {
        int row = taps * phase(position);
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        for (int i = 0; i < taps; i += UNROLLED) {
            int x = at + i;
            int y = row + i;
            a += input[x] * coefficients[y];
            b += input[x + 1] * coefficients[y + 1];
            c += input[x + 2] * coefficients[y + 2];
            d += input[x + 3] * coefficients[y + 3];
            e += input[x + 4] * coefficients[y + 4];
            f += input[x + 5] * coefficients[y + 5];
            g += input[x + 6] * coefficients[y + 6];
            h += input[x + 7] * coefficients[y + 7];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    private int phase(int position) {
        if (phases == upFactor) return position;
        return (int) (((long) position * phases * 2 + upFactor) / (2L * upFactor));
    }

    private static int evenTaps(double least) {
        return (int) Math.ceil(least / UNROLLED) * UNROLLED;
    }

    /** @param bandwidth of the ideal low pass, two-sided, as a share of the input's rate; sums to 1 at every phase */
    private void design(int phase, double bandwidth) {
        double[] row = new double[taps];
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double distance = i - (taps / 2 - 1) - (double) phase / phases;
            row[i] = sinc(bandwidth * distance) * kaiser(distance / (taps / 2.0));
            sum += row[i];
        }
        for (int i = 0; i < taps; i++) coefficients[phase * taps + i] = (float) (row[i] / sum);
    }

    /** By StrictMath, so that every machine hears the same samples. */
    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return besselI0(BETA * Math.sqrt(Math.max(0, 1 - x * x))) / besselI0(BETA);
    }

    /** The modified Bessel function of the first kind and order zero, by its power series. */
    private static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-16 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
