package io.colloquy.schemas;

/** Reads PCM16, little-endian, as samples in [-1, 1). */
public final class Pcm16 {
    private static final float SCALE = 1 / 32768f;

    private Pcm16() {}

    /** Number of samples. */
    public static int samples(byte[] pcm) {
        if ((pcm.length & 1) != 0)
            throw new IllegalArgumentException("PCM16 has two bytes a sample, but " + pcm.length
                    + " bytes came: the clip was cut within a sample");
        return pcm.length / 2;
    }

    public static float sample(byte[] pcm, int index) {
        return (short) ((pcm[2 * index] & 0xff) | (pcm[2 * index + 1] << 8)) * SCALE;
    }

    public static float[] read(byte[] pcm) {
        float[] samples = new float[samples(pcm)];
        for (int i = 0; i < samples.length; i++) samples[i] = sample(pcm, i);
        return samples;
    }
}
