package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ResamplerPropertyTest {

    @Property(tries = 200)
    void makesExactlyTheRoundedNumberOfSamplesHoweverTheInputIsCut(
            @ForAll @IntRange(min = 8_000, max = 48_000) int rate,
            @ForAll @IntRange(max = 5_000) int frames,
            @ForAll long seed) {
        ResamplingFilter filter = new ResamplingFilter(rate);
        float[] input = noise(frames, seed);

        float[] whole = resample(filter, input, frames + 1, seed);

        assertThat(whole).hasSize((int) Math.round(frames * 16_000.0 / rate));
        assertThat(resample(filter, input, 97, seed)).isEqualTo(whole);
    }

    private static float[] resample(ResamplingFilter filter, float[] input, int maxBlock, long seed) {
        Resampler resampler = new Resampler(filter);
        Random random = new Random(seed);
        float[] output = new float[2 * input.length + 10];
        int made = 0;
        for (int done = 0; done < input.length; ) {
            int count = Math.min(input.length - done, 1 + random.nextInt(maxBlock));
            float[] block = new float[resampler.maxOutput(count)];
            int blockMade = resampler.process(Arrays.copyOfRange(input, done, done + count), count, block);
            System.arraycopy(block, 0, output, made, blockMade);
            made += blockMade;
            done += count;
        }
        float[] rest = new float[resampler.maxOutput(0)];
        int restMade = resampler.finish(rest);
        System.arraycopy(rest, 0, output, made, restMade);
        return Arrays.copyOf(output, made + restMade);
    }

    private static float[] noise(int frames, long seed) {
        Random random = new Random(seed);
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++) samples[i] = random.nextInt(65_536) - 32_768;
        return samples;
    }
}
