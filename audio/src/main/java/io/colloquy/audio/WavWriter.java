package io.colloquy.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAVE files (IBM and Microsoft, Multimedia Programming Interface 1.0, 1991). */
public final class WavWriter {
    public static final WavFormat PCM16_MONO = new WavFormat(1, 1, 16);
    public static final WavFormat MULAW_STEREO = new WavFormat(7, 2, 8);

    private static final int HEADER_BYTES = 44;

    /** How samples lie in the file. @param tag 1 is PCM, 7 is µ-law */
    public record WavFormat(int tag, int channels, int bits) {
        int frameBytes() {
            return channels * bits / 8;
        }
    }

    private WavWriter() {}

    /**
     * A whole file.
     *
     * @param rate Hz
     * @param samples as the format says
     */
    public static byte[] of(WavFormat format, int rate, byte[] samples) {
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + samples.length).put(ascii("WAVEfmt "));
        file.putInt(16).putShort((short) format.tag()).putShort((short) format.channels());
        file.putInt(rate).putInt(rate * format.frameBytes());
        file.putShort((short) format.frameBytes()).putShort((short) format.bits());
        return file.put(ascii("data")).putInt(samples.length).put(samples).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
