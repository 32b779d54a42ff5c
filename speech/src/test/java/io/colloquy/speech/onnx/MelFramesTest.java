package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MelFramesTest {

    @Test
    void powerSpectrumIsThatOfTheDefinition() {
        Random random = new Random(1);
        float[] samples = new float[PowerSpectrum.SIZE];
        for (int i = 0; i < samples.length; i++) samples[i] = random.nextFloat() - .5f;
        float[] power = new float[PowerSpectrum.BINS];
        PowerSpectrum spectrum = new PowerSpectrum();
        spectrum.of(new float[PowerSpectrum.SIZE], power);
        spectrum.of(samples, power);

        for (int k = 0; k < power.length; k++)
            assertThat((double) power[k]).as("bin %d", k).isCloseTo(definition(samples, k), within(1e-3));
    }

    private static double definition(float[] samples, int k) {
        double re = 0, im = 0;
        for (int i = 0; i < samples.length; i++) {
            re += samples[i] * Math.cos(2 * Math.PI * i * k / samples.length);
            im -= samples[i] * Math.sin(2 * Math.PI * i * k / samples.length);
        }
        return re * re + im * im;
    }

    @Test
    void toneIsLoudestInTheBandThatHoldsIt() {
        // Band b peaks at edge b + 1; 1000 Hz lies at 26.9 of Slaney's 81 steps and at 28.5 of HTK's.
        assertThat(loudest(MelFrames.nemo(), 1000)).isEqualTo(26);
        assertThat(loudest(MelFrames.kaldi(), 1000)).isEqualTo(27);
        // Up to 7600 Hz it lies at 27.3 of Slaney's 81 steps, and at 43.5 of 129.
        assertThat(loudest(MelFrames.nemoTransducer(80), 1000)).isEqualTo(26);
        assertThat(loudest(MelFrames.nemoTransducer(128), 1000)).isEqualTo(42);
    }

    private static int loudest(MelFrames frames, double hertz) {
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / 16_000);
        float[] features = frames.of(samples, 1);
        int frame = 50 * frames.bands(), best = 0;
        for (int b = 0; b < frames.bands(); b++) if (features[frame + b] > features[frame + best]) best = b;
        return best;
    }

    @Test
    void framesAreCentredOnTheirTenMilliseconds() {
        assertThat(MelFrames.count(79)).isZero();
        assertThat(MelFrames.count(80)).isEqualTo(1);
        assertThat(MelFrames.count(239)).isEqualTo(1);
        assertThat(MelFrames.count(16_000)).isEqualTo(100);
        assertThat(MelFrames.nemo().of(new float[80], 1)).hasSize(80).containsOnly((float) Math.log(1.1920929e-7));
    }

    @Test
    void standardizedBandsHaveMeanNoneAndDeviationOne() {
        Random random = new Random(2);
        float[] features = new float[50 * MelFrames.BANDS];
        for (int i = 0; i < features.length; i++) features[i] = (float) (3 + 5 * random.nextGaussian());
        MelFrames.nemo().standardize(features);

        double sum = 0, squares = 0;
        for (int i = 7; i < features.length; i += MelFrames.BANDS) {
            sum += features[i];
            squares += features[i] * features[i];
        }
        assertThat(sum / 50).isCloseTo(0, within(1e-6));
        assertThat(squares / 50).isCloseTo(1, within(1e-4));
    }
}
