package io.colloquy.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Framing {@code u32le}: each packet after its length as a little-endian unsigned 32-bit number, as Omi devices store
 * them. A length of 0 or above 65,536, or one that reaches beyond the end, ends the file.
 */
public final class LengthPrefixedPackets {
    private static final int MAX_PACKET_BYTES = 65_536;

    private LengthPrefixedPackets() {}

    /** The packets in order. */
    public static List<byte[]> read(byte[] audio) {
        ByteBuffer buffer = ByteBuffer.wrap(audio).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> packets = new ArrayList<>();
        while (buffer.remaining() > Integer.BYTES) {
            int length = buffer.getInt();
            if (length <= 0 || length > MAX_PACKET_BYTES || length > buffer.remaining()) break;
            byte[] packet = new byte[length];
            buffer.get(packet);
            packets.add(packet);
        }
        return packets;
    }

    /** The same the other way round. */
    public static byte[] write(List<byte[]> packets) {
        int bytes = packets.stream()
                .mapToInt(packet -> Integer.BYTES + packet.length)
                .sum();
        ByteBuffer framed = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        packets.forEach(packet -> framed.putInt(packet.length).put(packet));
        return framed.array();
    }
}
