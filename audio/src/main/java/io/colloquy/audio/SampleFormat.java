package io.colloquy.audio;

import io.colloquy.schemas.Pcm16;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How one raw sample is written. Every format is brought to the scale of 16-bit samples. */
public enum SampleFormat {
    /** Unsigned, 128 is silence. */
    U8(1) {
        @Override
        void read(byte[] from, int at, float[] samples, int count) {
            for (int i = 0; i < count; i++) samples[i] = ((from[at + i] & 0xFF) - 128) * 256f;
        }
    },
    /** G.711 µ-law. */
    MULAW(1) {
        @Override
        void read(byte[] from, int at, float[] samples, int count) {
            for (int i = 0; i < count; i++) samples[i] = MULAW_LEVELS[from[at + i] & 0xFF];
        }
    },
    /** Little-endian, as the following. */
    S16(2) {
        @Override
        void read(byte[] from, int at, float[] samples, int count) {
            for (int i = 0; i < count; i++) samples[i] = Pcm16.get(from, at + 2 * i);
        }
    },
    S24(3) {
        @Override
        void read(byte[] from, int at, float[] samples, int count) {
            for (int i = 0, j = at; i < count; i++, j += 3) {
                samples[i] = ((from[j] & 0xFF) | (from[j + 1] & 0xFF) << 8 | from[j + 2] << 16) / 256f;
            }
        }
    },
    S32(4) {
        @Override
        void read(byte[] from, int at, float[] samples, int count) {
            for (int i = 0; i < count; i++) samples[i] = (int) INT.get(from, at + 4 * i) / 65_536f;
        }
    },
    /** 1 is full scale. What is no number is silence: one such sample would spoil its neighbours in the resampler. */
    F32(4) {
        @Override
        void read(byte[] from, int at, float[] samples, int count) {
            for (int i = 0; i < count; i++) {
                float sample = Float.intBitsToFloat((int) INT.get(from, at + 4 * i)) * 32_768f;
                samples[i] = Float.isFinite(sample) ? sample : 0;
            }
        }
    };

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final float[] MULAW_LEVELS = mulawLevels();

    private final int bytes;

    SampleFormat(int bytes) {
        this.bytes = bytes;
    }

    /** Of one sample. */
    int bytes() {
        return bytes;
    }

    /** Reads {@code count} samples from the byte {@code at} on. */
    abstract void read(byte[] from, int at, float[] samples, int count);

    /**
     * ITU-T G.711: a byte holds, inverted, a sign, three bits of segment and four of level. Scaled from 14 to 16 bits.
     */
    private static float[] mulawLevels() {
        float[] levels = new float[256];
        for (int i = 0; i < levels.length; i++) {
            int code = ~i & 0xFF;
            int magnitude = (((code & 0x0F) << 3) + 0x84 << (code >> 4 & 7)) - 0x84;
            levels[i] = (code & 0x80) != 0 ? -magnitude : magnitude;
        }
        return levels;
    }
}
