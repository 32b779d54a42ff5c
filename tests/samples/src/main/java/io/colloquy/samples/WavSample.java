package io.colloquy.samples;

import io.colloquy.schemas.Pcm16;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAVE files chunk by chunk, right or wrong. */
public final class WavSample {
    public static final int PCM = 1;
    public static final int FLOAT = 3;
    public static final int MULAW = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public WavSample() {
        out.writeBytes("RIFF\0\0\0\0WAVE".getBytes(StandardCharsets.ISO_8859_1));
    }

    public static byte[] of(int rate, int channels, short[] samples) {
        return new WavSample()
                .format(PCM, rate, channels, 16)
                .chunk("data", Pcm16.bytes(samples))
                .bytes();
    }

    public WavSample format(int tag, int rate, int channels, int bits) {
        return chunk("fmt ", fields(tag, rate, channels, bits, 16).array());
    }

    public WavSample extensible(int tag, int rate, int channels, int bits) {
        ByteBuffer fields = fields(0xFFFE, rate, channels, bits, 40);
        fields.putShort(16, (short) 22).putShort(18, (short) bits).putShort(24, (short) tag);
        return chunk("fmt ", fields.array());
    }

    public WavSample chunk(String id, byte[] body) {
        return chunk(id, body, body.length);
    }

    /** @param claimed the length that its header tells */
    public WavSample chunk(String id, byte[] body, int claimed) {
        ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        out.writeBytes(header.put(id.getBytes(StandardCharsets.US_ASCII))
                .putInt(claimed)
                .array());
        out.writeBytes(body);
        if (body.length % 2 == 1) out.write(0);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    private static ByteBuffer fields(int tag, int rate, int channels, int bits, int length) {
        int frame = channels * bits / 8;
        ByteBuffer fields = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fields.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * frame);
        return fields.putShort((short) frame).putShort((short) bits);
    }
}
