package io.colloquy.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Opus packets, each after its length as a little-endian number of four bytes. */
final class LengthPrefixed {
    /** Says that it holds several frames, and that their number is zero (RFC 6716, 3.2.5 forbids it). */
    private static final byte[] BROKEN = {0x4B, 0};

    private LengthPrefixed() {}

    static byte[] of(List<byte[]> packets) {
        int bytes = packets.stream()
                .mapToInt(packet -> Integer.BYTES + packet.length)
                .sum();
        ByteBuffer framed = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        packets.forEach(packet -> framed.putInt(packet.length).put(packet));
        return framed.array();
    }

    static byte[] withBrokenPacket(List<byte[]> packets, int index) {
        List<byte[]> spoiled = new ArrayList<>(packets);
        spoiled.set(index, BROKEN);
        return of(spoiled);
    }
}
