package io.colloquy.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the packets of the first logical stream out of Ogg pages (RFC 3533). A file that is cut short gives the packets
 * that are whole. A damaged page, by its checksum, gives an empty packet for each that it lost.
 */
final class OggPackets {
    /** {@code OggS} as a little-endian number. */
    private static final int CAPTURE = 0x5367674f;

    private static final int HEADER_BYTES = 27;
    private static final int CONTINUED = 0x01;
    private static final int LAST_PAGE = 0x04;
    private static final byte[] LOST = {};
    private static final Crc CRC = new Crc(32, 0x04c11db7);

    private final ByteBuffer file;
    private final List<byte[]> packets = new ArrayList<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private boolean inPacket;
    private boolean seenStream;
    private int serial;
    private long lastGranule = -1;

    private OggPackets(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    static OggPackets read(byte[] file) {
        OggPackets ogg = new OggPackets(file);
        int at = ogg.nextPage(0);
        while (at >= 0) at = ogg.nextPage(ogg.readPage(at));
        return ogg;
    }

    List<byte[]> packets() {
        return packets;
    }

    /** The position that the last page says the stream ends at; -1 where there is no last page. */
    long lastGranule() {
        return lastGranule;
    }

    /** The next page from {@code from} on, or -1. */
    private int nextPage(int from) {
        for (int at = from; at <= file.limit() - HEADER_BYTES; at++) {
            if (file.getInt(at) == CAPTURE && at + HEADER_BYTES + segments(at) <= file.limit()) return at;
        }
        return -1;
    }

    /** Returns where to look for the next page. */
    private int readPage(int at) {
        int end = at + HEADER_BYTES + segments(at);
        for (int i = 0; i < segments(at); i++) end += lacing(at, i);
        boolean whole = end <= file.limit();
        boolean sound = whole && checksum(at, end) == file.getInt(at + 22);
        if (seenStream && file.getInt(at + 14) != serial) return sound ? end : at + 1;
        if (whole && !sound) return skipDamaged(at, end);
        seenStream = true;
        serial = file.getInt(at + 14);
        if ((file.get(at + 5) & LAST_PAGE) != 0 && whole) lastGranule = file.getLong(at + 6);
        readPackets(at);
        return end;
    }

    private void readPackets(int at) {
        boolean continued = (file.get(at + 5) & CONTINUED) != 0;
        if (inPacket && !continued) endPacket(true);
        boolean headless = continued && !inPacket;
        int from = at + HEADER_BYTES + segments(at);
        for (int i = 0; i < segments(at); i++) {
            int length = lacing(at, i);
            if (from + length > file.limit()) return;
            partial.write(file.array(), from, length);
            inPacket = true;
            from += length;
            if (length < 255) {
                endPacket(headless);
                headless = false;
            }
        }
        if (headless) dropPartial();
    }

    /** Where a page follows, only the body is damaged, and the header tells what is lost; else nothing is known. */
    private int skipDamaged(int at, int end) {
        boolean headerSound = end == file.limit() || end <= file.limit() - HEADER_BYTES && file.getInt(end) == CAPTURE;
        if (!seenStream || !headerSound) return at + 1;
        losePackets(at);
        return end;
    }

    private void losePackets(int at) {
        dropPartial();
        for (int i = 0; i < segments(at); i++) {
            if (lacing(at, i) < 255) packets.add(LOST);
        }
    }

    private void endPacket(boolean lost) {
        packets.add(lost ? LOST : partial.toByteArray());
        dropPartial();
    }

    private void dropPartial() {
        partial.reset();
        inPacket = false;
    }

    private int segments(int at) {
        return Byte.toUnsignedInt(file.get(at + 26));
    }

    private int lacing(int at, int segment) {
        return Byte.toUnsignedInt(file.get(at + HEADER_BYTES + segment));
    }

    /** The page's CRC, with its own field taken as zero. */
    private int checksum(int from, int to) {
        byte[] page = Arrays.copyOfRange(file.array(), from, to);
        Arrays.fill(page, 22, 26, (byte) 0);
        return CRC.of(page, 0, page.length);
    }
}
