package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How loud a part is in the 10 ms frames at which speech may be cut that goes on too long. These are frames whose
 * nominal time lies in the first 4 s of a 14 s period of the epoch. Levels are kept with the part, so that a cut needs
 * no audio.
 */
final class Loudness {
    static final int FRAME_SAMPLES = 160;
    private static final long FRAME_MICROS = 10_000;
    private static final long PERIOD_MICROS = TimeUnit.SECONDS.toMicros(14);
    private static final long WINDOW_MICROS = TimeUnit.SECONDS.toMicros(4);

    private Loudness() {}

    /**
     * The levels of some frames of a part.
     *
     * @param frames as {@link #frames} gives them
     * @param pcm 16 kHz mono PCM16, little-endian
     */
    static byte[] levels(int[] frames, byte[] pcm) {
        byte[] levels = new byte[frames.length];
        for (int i = 0; i < frames.length; i++) levels[i] = (byte) level(pcm, frames[i]);
        return levels;
    }

    /**
     * The frames of a part that lie in cutting windows, in order.
     *
     * @param start of the part, µs since the epoch
     * @param samples its length
     * @param where samples at which they may begin
     */
    static int[] frames(long start, int samples, Intervals where) {
        int all = samples / FRAME_SAMPLES;
        int[] frames = new int[all];
        int count = 0;
        for (int i = 0; i < where.count(); i++) {
            int first = (where.from(i) + FRAME_SAMPLES - 1) / FRAME_SAMPLES;
            for (int frame = first; frame < all && frame * FRAME_SAMPLES < where.to(i); frame++) {
                if (inWindow(start, frame)) frames[count++] = frame;
            }
        }
        return Arrays.copyOf(frames, count);
    }

    static boolean inWindow(long start, int frame) {
        return Math.floorMod(start + frame * FRAME_MICROS, PERIOD_MICROS) < WINDOW_MICROS;
    }

    /** Which period of the epoch the frame lies in. */
    static long period(long start, int frame) {
        return Math.floorDiv(start + frame * FRAME_MICROS, PERIOD_MICROS);
    }

    /**
     * Four times the binary logarithm of the frame's energy, by integer arithmetic: the same on every machine, in one
     * byte, in steps of about 0.75 dB.
     */
    static int level(byte[] pcm, int frame) {
        long energy = 1;
        for (int i = frame * FRAME_SAMPLES; i < (frame + 1) * FRAME_SAMPLES; i++) {
            long sample = Pcm16.get(pcm, Short.BYTES * i);
            energy += sample * sample;
        }
        int octave = 63 - Long.numberOfLeadingZeros(energy);
        int quarter = (int) ((energy << 2 >>> octave) & 3);
        return 4 * octave + quarter;
    }
}
