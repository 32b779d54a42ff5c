package io.colloquy.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Samples of 16 bits, signed, little-endian: the form that all audio has here once it is decoded. */
public final class Pcm16 {
    /** What a sample is multiplied by to lie in [-1, 1). */
    public static final float UNIT = 1 / 32768f;

    /** Reads and writes two bytes at once, at any offset. */
    private static final VarHandle SAMPLE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Pcm16() {}

    /**
     * How many samples there are.
     *
     * @throws IllegalArgumentException where the last one is half a sample
     */
    public static int samples(byte[] pcm) {
        if ((pcm.length & 1) != 0)
            throw new IllegalArgumentException("PCM16 has two bytes a sample, but " + pcm.length
                    + " bytes came: the clip was cut within a sample");
        return pcm.length / Short.BYTES;
    }

    /** The sample that begins at a byte. */
    public static short get(byte[] pcm, int at) {
        return (short) SAMPLE.get(pcm, at);
    }

    /** Writes a sample from a byte on; of the number, the lowest 16 bits. */
    public static void put(byte[] pcm, int at, int sample) {
        SAMPLE.set(pcm, at, (short) sample);
    }

    /** All samples, in [-1, 1). */
    public static float[] floats(byte[] pcm) {
        float[] samples = new float[samples(pcm)];
        for (int i = 0; i < samples.length; i++) samples[i] = get(pcm, Short.BYTES * i) * UNIT;
        return samples;
    }

    /** The bytes of samples. */
    public static byte[] bytes(short[] samples) {
        byte[] pcm = new byte[Short.BYTES * samples.length];
        for (int i = 0; i < samples.length; i++) put(pcm, Short.BYTES * i, samples[i]);
        return pcm;
    }
}
