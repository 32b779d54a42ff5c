package io.colloquy.audio;

/** Writes samples as raw audio holds them: the other direction of {@link RawDecoder}. */
public final class RawWriter {
    private static final int MULAW_BIAS = 132;
    private static final int MULAW_MOST = 32_635;

    private RawWriter() {}

    /** Left and right in turn; the right microphone hears half as loud. */
    public static short[] stereo(short[] mono) {
        short[] both = new short[2 * mono.length];
        for (int i = 0; i < mono.length; i++) {
            both[2 * i] = mono[i];
            both[2 * i + 1] = (short) (mono[i] / 2);
        }
        return both;
    }

    /** 8 bits, unsigned: 128 is silence. */
    public static byte[] u8(short[] samples) {
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (Math.min(127, samples[i] + 128 >> 8) + 128);
        return bytes;
    }

    /** ITU-T G.711 µ-law: inverted, a sign, three bits of segment, four of level. */
    public static byte[] mulaw(short[] samples) {
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) {
            int magnitude = Math.min(MULAW_MOST, Math.abs((int) samples[i])) + MULAW_BIAS;
            int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
            int level = magnitude >> segment + 3 & 0x0F;
            bytes[i] = (byte) ~((samples[i] < 0 ? 0x80 : 0) | segment << 4 | level);
        }
        return bytes;
    }
}
