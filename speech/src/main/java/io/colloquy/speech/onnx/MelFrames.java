package io.colloquy.speech.onnx;

import java.util.function.DoubleUnaryOperator;

/**
 * Log-mel features: some 80 numbers for each 10 ms, from windows of 25 ms centred on their 10 ms, the edges mirrored
 * (Kaldi's {@code snip_edges=false}). Bit for bit these follow what sherpa-onnx feeds to models of the same layout, up
 * to the rounding of its Fourier transform. Immutable; each call has scratch memory of its own.
 */
final class MelFrames {
    /** Bands of all models but some transducers. */
    static final int BANDS = 80;
    /** Samples from one frame to the next. */
    static final int SHIFT = 160;

    private static final int WINDOW = 400;
    private static final float PREEMPHASIS = 0.97f;
    private static final float LEAST = 1.1920929e-7f; // float epsilon: Kaldi's floor under the logarithm
    private static final double RATE = 16_000;

    private final boolean removeMean;
    private final float[] window;
    private final int bands;
    private final int[] firstBin;
    private final float[][] weights;

    private MelFrames(boolean removeMean, float[] window, int bands) {
        this.removeMean = removeMean;
        this.window = window;
        this.bands = bands;
        this.firstBin = new int[bands];
        this.weights = new float[bands][];
    }

    /** As for NeMo's CTC models: Slaney's mel scale over 0–8000 Hz, area-normalised; periodic Hann window. */
    static MelFrames nemo() {
        return new MelFrames(false, window(WINDOW, 1), BANDS).slaney(8000);
    }

    /** As sherpa-onnx feeds NeMo's transducers: Slaney's mel scale over 0–7600 Hz, area-normalised; Povey's window. */
    static MelFrames nemoTransducer(int bands) {
        return new MelFrames(false, window(WINDOW - 1, 0.85), bands).slaney(7600);
    }

    /** As for Kaldi's heirs: HTK's mel scale over 20–7600 Hz, mean removed from each window, Povey's window. */
    static MelFrames kaldi() {
        MelFrames frames = new MelFrames(true, window(WINDOW - 1, 0.85), BANDS);
        double[] edges = frames.edges(htk(20), htk(7600));
        for (int b = 0; b < BANDS; b++) frames.band(b, MelFrames::htk, edges, 1);
        return frames;
    }

    private MelFrames slaney(double highest) {
        double[] edges = edges(toSlaney(0), toSlaney(highest));
        for (int i = 0; i < edges.length; i++) edges[i] = fromSlaney(edges[i]);
        for (int b = 0; b < bands; b++) band(b, hertz -> hertz, edges, 2 / (edges[b + 2] - edges[b]));
        return this;
    }

    private static float[] window(int period, double power) {
        float[] window = new float[WINDOW];
        for (int i = 0; i < WINDOW; i++)
            window[i] = (float) Math.pow(0.5 - 0.5 * Math.cos(2 * Math.PI * i / period), power);
        return window;
    }

    private double[] edges(double low, double high) {
        double[] edges = new double[bands + 2];
        for (int i = 0; i < edges.length; i++) edges[i] = low + (high - low) * i / (bands + 1);
        return edges;
    }

    private static double htk(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    private static double toSlaney(double hertz) {
        return hertz < 1000 ? hertz * 3 / 200 : 15 + 27 * Math.log(hertz / 1000) / Math.log(6.4);
    }

    private static double fromSlaney(double mel) {
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }

    /** The triangle over edges b, b+1 and b+2, kept from its first bin above zero to its last. */
    private void band(int b, DoubleUnaryOperator scale, double[] edges, double area) {
        double[] all = new double[PowerSpectrum.BINS];
        int from = all.length, to = 0;
        for (int k = 0; k < all.length; k++) {
            double at = scale.applyAsDouble(k * RATE / PowerSpectrum.SIZE);
            double rise = (at - edges[b]) / (edges[b + 1] - edges[b]);
            double fall = (edges[b + 2] - at) / (edges[b + 2] - edges[b + 1]);
            all[k] = area * Math.max(0, Math.min(rise, fall));
            if (all[k] == 0) continue;
            from = Math.min(from, k);
            to = k + 1;
        }
        firstBin[b] = Math.min(from, to);
        weights[b] = new float[to - firstBin[b]];
        for (int i = 0; i < weights[b].length; i++) weights[b][i] = (float) all[firstBin[b] + i];
    }

    /** Numbers of each frame. */
    int bands() {
        return bands;
    }

    /** Frames that so many samples make. */
    static int count(int samples) {
        return (samples + SHIFT / 2) / SHIFT;
    }

    /**
     * Features of a clip, frame after frame.
     *
     * @param scale what the samples are multiplied by: 1 for [-1, 1), 32768 for models that want PCM's own range
     */
    float[] of(float[] samples, float scale) {
        float[] features = new float[count(samples.length) * bands];
        float[] frame = new float[PowerSpectrum.SIZE];
        float[] power = new float[PowerSpectrum.BINS];
        PowerSpectrum spectrum = new PowerSpectrum();
        for (int at = 0, t = 0; at < features.length; at += bands, t++) {
            cut(samples, t * SHIFT + SHIFT / 2 - WINDOW / 2, scale, frame);
            shape(frame);
            spectrum.of(frame, power);
            sumBands(power, features, at);
        }
        return features;
    }

    private static void cut(float[] samples, int from, float scale, float[] frame) {
        int n = samples.length;
        if (from >= 0 && from + WINDOW <= n) {
            for (int i = 0; i < WINDOW; i++) frame[i] = scale * samples[from + i];
            return;
        }
        for (int i = 0; i < WINDOW; i++) {
            int at = from + i;
            while (at < 0 || at >= n) at = at < 0 ? -at - 1 : 2 * n - 1 - at;
            frame[i] = scale * samples[at];
        }
    }

    private void shape(float[] frame) {
        if (removeMean) {
            float sum = 0;
            for (int i = 0; i < WINDOW; i++) sum += frame[i];
            float mean = sum / WINDOW;
            for (int i = 0; i < WINDOW; i++) frame[i] -= mean;
        }
        for (int i = WINDOW - 1; i > 0; i--) frame[i] = window[i] * (frame[i] - PREEMPHASIS * frame[i - 1]);
        frame[0] = window[0] * (frame[0] - PREEMPHASIS * frame[0]);
    }

    private void sumBands(float[] power, float[] features, int at) {
        for (int b = 0; b < bands; b++) {
            float[] weight = weights[b];
            int first = firstBin[b];
            float sum = 0;
            for (int i = 0; i < weight.length; i++) sum += weight[i] * power[first + i];
            features[at + b] = (float) Math.log(Math.max(sum, LEAST));
        }
    }

    /** Takes each band's mean over the clip from it. */
    void removeMeans(float[] features) {
        normalize(features, false);
    }

    /** Gives each band mean 0 and deviation 1 over the clip (population variance, 1e-5 added to the deviation). */
    void standardize(float[] features) {
        normalize(features, true);
    }

    private void normalize(float[] features, boolean byDeviation) {
        int frames = features.length / bands;
        for (int b = 0; b < bands; b++) {
            double sum = 0;
            for (int i = b; i < features.length; i += bands) sum += features[i];
            double mean = sum / frames;
            double squares = 0;
            for (int i = b; byDeviation && i < features.length; i += bands) squares += square(features[i] - mean);
            double factor = byDeviation ? 1 / (Math.sqrt(squares / frames) + 1e-5) : 1;
            for (int i = b; i < features.length; i += bands) features[i] = (float) ((features[i] - mean) * factor);
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
