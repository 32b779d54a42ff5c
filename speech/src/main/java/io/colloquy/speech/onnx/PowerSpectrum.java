package io.colloquy.speech.onnx;

/**
 * Power spectrum of 512 real samples. The samples are taken as 256 complex numbers, which go through four radix-4 steps
 * of Stockham's transform: it needs no reordering and reads memory in order. Holds scratch memory: one for each thread.
 */
final class PowerSpectrum {
    static final int SIZE = 512;
    static final int BINS = SIZE / 2 + 1;
    private static final int HALF = SIZE / 2;
    private static final float[] COS = new float[SIZE];
    private static final float[] SIN = new float[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            COS[i] = (float) Math.cos(2 * Math.PI * i / SIZE);
            SIN[i] = (float) -Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private float[] re = new float[HALF];
    private float[] im = new float[HALF];
    private float[] nextRe = new float[HALF];
    private float[] nextIm = new float[HALF];

    /**
     * Writes |X_k|² for k from 0 to 256.
     *
     * @param samples at least 512 of them
     * @param power at least 257 elements
     */
    void of(float[] samples, float[] power) {
        for (int i = 0; i < HALF; i++) {
            re[i] = samples[2 * i];
            im[i] = samples[2 * i + 1];
        }
        for (int length = HALF, stride = 1; length > 1; length /= 4, stride *= 4) step(length, stride);
        untangle(power);
    }

    private void step(int length, int stride) {
        int quarter = length / 4;
        for (int p = 0; p < quarter; p++) {
            int turn = p * (SIZE / length);
            butterflies(stride * p, stride * quarter, stride, turn);
        }
        float[] swapRe = re;
        re = nextRe;
        nextRe = swapRe;
        float[] swapIm = im;
        im = nextIm;
        nextIm = swapIm;
    }

    /** One radix-4 butterfly for each of {@code stride} neighbours, twiddled by one, two and three turns. */
    private void butterflies(int from, int apart, int stride, int turn) {
        float c1 = COS[turn], s1 = SIN[turn], c2 = COS[2 * turn], s2 = SIN[2 * turn];
        float c3 = COS[3 * turn], s3 = SIN[3 * turn];
        float[] xr = re, xi = im, yr = nextRe, yi = nextIm;
        for (int q = 0; q < stride; q++) {
            int a = from + q, b = a + apart, c = b + apart, d = c + apart;
            float sumR = xr[a] + xr[c], sumI = xi[a] + xi[c], difR = xr[a] - xr[c], difI = xi[a] - xi[c];
            float oddR = xr[b] + xr[d], oddI = xi[b] + xi[d], rotR = xi[b] - xi[d], rotI = xr[d] - xr[b];
            float r1 = difR + rotR, i1 = difI + rotI, r2 = sumR - oddR, i2 = sumI - oddI;
            float r3 = difR - rotR, i3 = difI - rotI;
            int to = 4 * from + q;
            yr[to] = sumR + oddR;
            yi[to] = sumI + oddI;
            yr[to + stride] = c1 * r1 - s1 * i1;
            yi[to + stride] = c1 * i1 + s1 * r1;
            yr[to + 2 * stride] = c2 * r2 - s2 * i2;
            yi[to + 2 * stride] = c2 * i2 + s2 * r2;
            yr[to + 3 * stride] = c3 * r3 - s3 * i3;
            yi[to + 3 * stride] = c3 * i3 + s3 * r3;
        }
    }

    /** The spectrum of the real samples from that of the pairs. */
    private void untangle(float[] power) {
        for (int k = 0; k < BINS; k++) {
            int i = k % HALF, j = (HALF - k) % HALF;
            float evenR = 0.5f * (re[i] + re[j]), evenI = 0.5f * (im[i] - im[j]);
            float oddR = 0.5f * (im[i] + im[j]), oddI = 0.5f * (re[j] - re[i]);
            float c = COS[k], s = SIN[k];
            float x = evenR + c * oddR - s * oddI, y = evenI + c * oddI + s * oddR;
            power[k] = x * x + y * y;
        }
    }
}
