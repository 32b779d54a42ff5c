package io.colloquy.audio;

import io.colloquy.schemas.Pcm16;

/**
 * Takes prints of sound. Five bands from 200 to 3,600 Hz are filtered out; their energies are summed over about 100 ms
 * around each 20 ms. A bit is the sign of a difference in time and band: whether the louder of two neighbouring bands
 * gained on the other since the frame before. So what a recording has on the whole, its level or the colour of its
 * microphone, is in no bit.
 *
 * <p>The arithmetic is that of doubles, one operation after another: the same on every machine.
 */
public final class SoundPrinter {
    private static final int RATE = 16_000;
    private static final double[] EDGES = {200, 450, 800, 1_300, 2_100, 3_600};
    private static final int BANDS = EDGES.length - 1;
    /** How much the frames around count: a window of 140 ms, the shape of Hann's. */
    private static final double[] WINDOW = {0.15, 0.5, 0.85, 1, 0.85, 0.5, 0.15};

    private static final int REACH = WINDOW.length / 2;
    /** About the energy of a frame of the faintest noise, so that digital silence has bits too: none. */
    private static final double FLOOR = 1;

    private SoundPrinter() {}

    /**
     * The print of a sound, of it alone.
     *
     * @param pcm 16 kHz mono PCM16, little-endian. What is left after the last whole frame is left out
     */
    public static SoundPrint print(byte[] pcm) {
        int frames = pcm.length / 2 / SoundPrint.FRAME_SAMPLES;
        double[] samples = new double[frames * SoundPrint.FRAME_SAMPLES];
        for (int i = 0; i < samples.length; i++) samples[i] = Pcm16.get(pcm, 2 * i);
        double[][] smooth = new double[BANDS][];
        for (int band = 0; band < BANDS; band++) smooth[band] = smooth(energies(samples, band));
        SoundPrint.Builder print = new SoundPrint.Builder(frames);
        for (int t = 0; t < frames; t++) print.add(bits(smooth, t));
        return print.build();
    }

    private static int bits(double[][] energy, int t) {
        int before = Math.max(0, t - 1);
        int after = Math.min(energy[0].length - 1, t + 1);
        int bits = 0;
        for (int band = 0; band + 1 < BANDS; band++) {
            double now = energy[band][after] * energy[band + 1][before];
            double was = energy[band][before] * energy[band + 1][after];
            if (now > was) bits |= 1 << band;
        }
        return bits;
    }

    private static double[] smooth(double[] energies) {
        double[] smooth = new double[energies.length];
        for (int t = 0; t < smooth.length; t++) {
            double sum = FLOOR;
            for (int i = Math.max(-REACH, -t); i <= Math.min(REACH, smooth.length - 1 - t); i++)
                sum += WINDOW[i + REACH] * energies[t + i];
            smooth[t] = sum;
        }
        return smooth;
    }

    private static double[] energies(double[] samples, int band) {
        double[] energies = new double[samples.length / SoundPrint.FRAME_SAMPLES];
        BandPass filter = new BandPass(EDGES[band], EDGES[band + 1]);
        for (int t = 0; t < energies.length; t++) energies[t] = filter.energy(samples, t * SoundPrint.FRAME_SAMPLES);
        return energies;
    }

    /** Twice a band pass of second order: R. Bristow-Johnson's "Audio EQ Cookbook", peak gain 1. */
    private static final class BandPass {
        private final double b;
        private final double a1;
        private final double a2;
        // the last two values before, between and behind the two
        private double x1;
        private double x2;
        private double y1;
        private double y2;
        private double z1;
        private double z2;

        BandPass(double low, double high) {
            double centre = Math.sqrt(low * high);
            double angle = 2 * Math.PI * centre / RATE;
            double alpha = StrictMath.sin(angle) * (high - low) / (2 * centre);
            b = alpha / (1 + alpha);
            a1 = -2 * StrictMath.cos(angle) / (1 + alpha);
            a2 = (1 - alpha) / (1 + alpha);
        }

        /** Goes on with the next frame, which begins at {@code from}. */
        double energy(double[] samples, int from) {
            double energy = 0;
            for (int i = from; i < from + SoundPrint.FRAME_SAMPLES; i++) {
                double x = samples[i];
                double y = b * (x - x2) - a1 * y1 - a2 * y2;
                double z = b * (y - y2) - a1 * z1 - a2 * z2;
                x2 = x1;
                x1 = x;
                y2 = y1;
                y1 = y;
                z2 = z1;
                z1 = z;
                energy += z * z;
            }
            return energy;
        }
    }
}
