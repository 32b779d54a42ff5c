package io.colloquy.audio;

import java.util.Arrays;

/**
 * Brings one signal to 16 kHz, block by block, in memory that does not grow. The filter's delay is made up for: output
 * sample {@code m} lies at the time {@code m / 16000 s} of the input, and the signal is taken as zero around its ends.
 */
final class Resampler {
    private final ResamplingFilter filter;
    private final int half;
    private final int wholeStep;
    private final int partStep;

    /** Input that outputs to come lie under; its first sample is input sample {@code bufferStart}. */
    private float[] buffer;

    private int buffered;
    private long bufferStart;

    private long next;
    private int position;
    private long received;
    private long produced;

    Resampler(ResamplingFilter filter) {
        this.filter = filter;
        this.half = filter.taps() / 2;
        this.wholeStep = filter.downFactor() / filter.upFactor();
        this.partStep = filter.downFactor() % filter.upFactor();
        this.buffer = new float[filter.taps()];
        this.buffered = half - 1;
        this.bufferStart = 1 - half;
    }

    /** How many samples at most come of {@code count} more. */
    int maxOutput(int count) {
        return Math.toIntExact(filter.outputSamples(count + filter.taps())) + 1;
    }

    /**
     * Takes {@code count} samples of {@code input}.
     *
     * @param output has room for {@link #maxOutput} samples
     * @return how many were put there
     */
    int process(float[] input, int count, float[] output) {
        received += count;
        if (filter.isIdentity()) {
            System.arraycopy(input, 0, output, 0, count);
            return count;
        }
        append(input, count);
        int made = filter(output, Long.MAX_VALUE);
        discardUsed();
        return made;
    }

    /** Ends the signal: what is still to come of it. */
    int finish(float[] output) {
        if (filter.isIdentity()) return 0;
        append(new float[half + 1], half + 1);
        return filter(output, filter.outputSamples(received));
    }

    private void append(float[] input, int count) {
        if (buffered + count > buffer.length) buffer = Arrays.copyOf(buffer, buffered + count);
        System.arraycopy(input, 0, buffer, buffered, count);
        buffered += count;
    }

    private int filter(float[] output, long end) {
        int made = 0;
        while (produced < end && next + half < bufferStart + buffered) {
            output[made++] = filter.apply(buffer, (int) (next - half + 1 - bufferStart), position);
            produced++;
            advance();
        }
        return made;
    }

    private void advance() {
        next += wholeStep;
        position += partStep;
        if (position >= filter.upFactor()) {
            position -= filter.upFactor();
            next++;
        }
    }

    private void discardUsed() {
        int used = (int) (next - half + 1 - bufferStart);
        System.arraycopy(buffer, used, buffer, 0, buffered - used);
        buffered -= used;
        bufferStart += used;
    }
}
