package io.colloquy.audio;

import io.colloquy.schemas.Timeline;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes packets of 20 ms as an Ogg Opus file (RFC 3533, RFC 7845), none of them to be skipped. */
public final class OggOpusWriter {
    private static final Crc CRC = new Crc(32, 0x04C11DB7);
    private static final int MAX_SEGMENTS = 255;
    /** Ogg counts in samples at 48 kHz, whatever was encoded. */
    private static final int PACKET_GRANULES = 960;

    private static final int FIRST = 2;
    private static final int LAST = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pages;

    private OggOpusWriter() {}

    /** A whole file; the packets are mono. */
    public static byte[] of(List<byte[]> packets) {
        OggOpusWriter file = new OggOpusWriter();
        file.page(List.of(head()), FIRST, 0);
        file.page(List.of("OpusTags\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII)), 0, 0);
        for (int from = 0; from < packets.size(); ) {
            int to = endOfPage(packets, from);
            file.page(packets.subList(from, to), to == packets.size() ? LAST : 0, (long) to * PACKET_GRANULES);
            from = to;
        }
        return file.out.toByteArray();
    }

    /** No packet goes on from one page to the next. */
    private static int endOfPage(List<byte[]> packets, int from) {
        int segments = 0;
        int to = from;
        while (to < packets.size() && (segments += packets.get(to).length / MAX_SEGMENTS + 1) <= MAX_SEGMENTS) to++;
        return to;
    }

    /** One channel, no pre-skip, no gain. */
    private static byte[] head() {
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 1);
        return head.putShort((short) 0).putInt(Timeline.SAMPLE_RATE).array();
    }

    private void page(List<byte[]> packets, int flags, long granule) {
        List<Integer> lacing = new ArrayList<>();
        for (byte[] packet : packets) {
            for (int rest = packet.length; rest >= MAX_SEGMENTS; rest -= MAX_SEGMENTS) lacing.add(MAX_SEGMENTS);
            lacing.add(packet.length % MAX_SEGMENTS);
        }
        int bytes = packets.stream().mapToInt(packet -> packet.length).sum();
        ByteBuffer page = ByteBuffer.allocate(27 + lacing.size() + bytes).order(ByteOrder.LITTLE_ENDIAN);
        page.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        page.putLong(granule).putInt(1).putInt(pages++).putInt(0).put((byte) lacing.size());
        lacing.forEach(length -> page.put(length.byteValue()));
        packets.forEach(page::put);
        page.putInt(22, CRC.of(page.array(), 0, page.capacity()));
        out.writeBytes(page.array());
    }
}
