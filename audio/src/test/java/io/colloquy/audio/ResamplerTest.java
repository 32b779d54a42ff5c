package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    private static final double AMPLITUDE = 10_000;
    private static final int OUTPUT_RATE = 16_000;
    /** Frames left out at both ends, where the filter sees the signal begin or end. */
    private static final int MARGIN = 400;

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 24_000, 32_000, 44_100, 47_999, 48_000})
    void losesLessThanHalfADecibelUpTo7kHz(int rate) {
        ResamplingFilter filter = new ResamplingFilter(rate);
        for (int frequency = 50; frequency <= 7_000; frequency += 347) assertPasses(filter, rate, frequency);
        assertPasses(filter, rate, 7_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 8_001, 11_025, 12_000})
    void passesSpeechOfLowRatesWithoutImages(int rate) {
        ResamplingFilter filter = new ResamplingFilter(rate);
        for (int frequency = 50; frequency <= 0.425 * rate; frequency += 211) assertPasses(filter, rate, frequency);
        assertPasses(filter, rate, (int) (0.425 * rate));
    }

    @ParameterizedTest
    @ValueSource(ints = {22_050, 24_000, 32_000, 44_100, 47_999, 48_000})
    void removesWhatWouldFoldBack(int rate) {
        ResamplingFilter filter = new ResamplingFilter(rate);
        for (int frequency = 8_000; frequency < rate / 2; frequency += 173) {
            float[] output = middle(resample(filter, sine(rate, frequency, rate)));
            assertThat(decibels(rms(output) * Math.sqrt(2) / AMPLITUDE))
                    .as("%d Hz at a rate of %d", frequency, rate)
                    .isLessThan(-60);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 44_100, 48_000})
    void keepsAClickAtItsTime(int rate) {
        float[] input = new float[rate];
        input[rate / 2] = 1000;

        float[] output = resample(new ResamplingFilter(rate), input);

        int loudest = 0;
        for (int i = 0; i < output.length; i++) if (Math.abs(output[i]) > Math.abs(output[loudest])) loudest = i;
        assertThat(loudest).isEqualTo(OUTPUT_RATE / 2);
    }

    /** What comes out is the same sine at the same time: no loss, no delay, and beside it no image and no alias. */
    private static void assertPasses(ResamplingFilter filter, int rate, int frequency) {
        float[] output = resample(filter, sine(rate, frequency, rate));
        float[] ideal = sine(OUTPUT_RATE, frequency, OUTPUT_RATE);
        double gain = dot(output, ideal) / dot(ideal, ideal);
        float[] rest = new float[output.length];
        for (int i = 0; i < rest.length; i++) rest[i] = (float) (output[i] - gain * ideal[i]);

        assertThat(Math.abs(decibels(gain)))
                .as("loss of %d Hz at a rate of %d", frequency, rate)
                .isLessThan(0.5);
        assertThat(decibels(rms(middle(rest)) * Math.sqrt(2) / AMPLITUDE))
                .as("what joins %d Hz at a rate of %d", frequency, rate)
                .isLessThan(-60);
    }

    private static float[] resample(ResamplingFilter filter, float[] input) {
        Resampler resampler = new Resampler(filter);
        float[] output = new float[resampler.maxOutput(input.length)];
        int made = resampler.process(input, input.length, output);
        float[] rest = new float[resampler.maxOutput(0)];
        int restMade = resampler.finish(rest);
        System.arraycopy(rest, 0, output, made, restMade);
        return Arrays.copyOf(output, made + restMade);
    }

    private static float[] sine(int rate, int frequency, int frames) {
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++) {
            samples[i] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * frequency * i / rate + 0.3));
        }
        return samples;
    }

    private static float[] middle(float[] samples) {
        return Arrays.copyOfRange(samples, MARGIN, samples.length - MARGIN);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = MARGIN; i < a.length - MARGIN; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float sample : samples) sum += (double) sample * sample;
        return Math.sqrt(sum / samples.length);
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }
}
