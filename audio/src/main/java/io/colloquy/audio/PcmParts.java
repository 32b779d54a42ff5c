package io.colloquy.audio;

import io.colloquy.schemas.Pcm16;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Samples of 16 bits, little-endian, gathered to parts; each is handed on once it is full. */
final class PcmParts {
    private final List<byte[]> held;
    private final Consumer<byte[]> taker;
    private byte[] part;
    private int length;
    private int handedOn;

    /**
     * @param expected samples to come, as far as that is known
     * @param held what the taker keeps; empty where it hands them on
     */
    PcmParts(long expected, List<byte[]> held, Consumer<byte[]> taker) {
        this.held = held;
        this.taker = taker;
        this.part = new byte[(int) Math.min(DecodedAudio.PART_BYTES, expected * Short.BYTES)];
    }

    /** So many samples are here or have been. */
    long samples() {
        return handedOn * (long) (DecodedAudio.PART_BYTES / Short.BYTES) + length / Short.BYTES;
    }

    /** Takes the samples {@code [from, to)}, in the scale of 16 bits; what is beyond is clipped. */
    void add(float[] samples, int from, int to) {
        int at = from;
        while (at < to) {
            ensureRoom(to - at);
            int end = Math.min(to, at + (part.length - length) / Short.BYTES);
            quantize(samples, at, end);
            at = end;
        }
    }

    /** All parts that are held, the last of which may be short. */
    List<byte[]> finish() {
        if (length > 0) taker.accept(length == part.length ? part : Arrays.copyOf(part, length));
        return held;
    }

    private void quantize(float[] samples, int from, int to) {
        int at = length;
        for (int i = from; i < to; i++) {
            int sample = Math.max(-32768, Math.min(32767, (int) Math.floor(samples[i] + 0.5f)));
            Pcm16.put(part, at, sample);
            at += Short.BYTES;
        }
        length = at;
    }

    /** For one sample at least. */
    private void ensureRoom(int count) {
        if (length == DecodedAudio.PART_BYTES) {
            taker.accept(part);
            handedOn++;
            part = new byte[DecodedAudio.PART_BYTES];
            length = 0;
        } else if (length + count * Short.BYTES > part.length) {
            int grown = Math.max(length + count * Short.BYTES, 2 * part.length);
            part = Arrays.copyOf(part, Math.min(DecodedAudio.PART_BYTES, grown));
        }
    }
}
