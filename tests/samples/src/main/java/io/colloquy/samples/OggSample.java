package io.colloquy.samples;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes Ogg Opus as RFC 3533 and RFC 7845 say, with the checksum computed bit by bit. */
public final class OggSample {
    public static final int PACKETS_PER_PAGE = 10;
    private static final int MAX_SEGMENTS = 255;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int sequence;

    private OggSample() {}

    public static byte[] of(List<byte[]> packets, int preSkip, long lastGranule) {
        OggSample file = new OggSample();
        file.page(List.of(head(preSkip)), 2, 0);
        file.page(List.of("OpusTags\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII)), 0, 0);
        for (int from = 0; from < packets.size(); from += PACKETS_PER_PAGE) {
            int to = Math.min(packets.size(), from + PACKETS_PER_PAGE);
            file.page(
                    packets.subList(from, to),
                    to == packets.size() ? 4 : 0,
                    to == packets.size() ? lastGranule : to * 960L);
        }
        return file.out.toByteArray();
    }

    private static byte[] head(int preSkip) {
        return ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) preSkip)
                .putInt(16_000)
                .array();
    }

    /** One page, or several where the packets need more than 255 segments. */
    private void page(List<byte[]> packets, int flags, long granule) {
        List<Integer> lacing = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            body.writeBytes(packet);
            for (int rest = packet.length; rest >= 255; rest -= 255) lacing.add(255);
            lacing.add(packet.length % 255);
        }
        byte[] bytes = body.toByteArray();
        boolean continued = false;
        int written = 0;
        for (int from = 0; from < lacing.size(); from += MAX_SEGMENTS) {
            List<Integer> segments = lacing.subList(from, Math.min(lacing.size(), from + MAX_SEGMENTS));
            int size = segments.stream().mapToInt(Integer::intValue).sum();
            boolean last = from + MAX_SEGMENTS >= lacing.size();
            write(
                    segments,
                    Arrays.copyOfRange(bytes, written, written + size),
                    (continued ? 1 : 0) | (last ? flags : 0),
                    granule);
            continued = segments.get(segments.size() - 1) == 255;
            written += size;
        }
    }

    private void write(List<Integer> segments, byte[] body, int flags, long granule) {
        ByteBuffer page =
                ByteBuffer.allocate(27 + segments.size() + body.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        page.putLong(granule).putInt(0x1234).putInt(sequence++).putInt(0).put((byte) segments.size());
        segments.forEach(segment -> page.put(segment.byteValue()));
        page.put(body);
        page.putInt(22, crc(page.array()));
        out.writeBytes(page.array());
    }

    /** Makes the checksums of all pages right, as far as they can be found. */
    public static void repair(byte[] file) {
        for (int at = 0; at <= file.length - 27; ) {
            int end = at + 27 + (file[at + 26] & 0xFF);
            for (int i = at + 27; i < at + 27 + (file[at + 26] & 0xFF) && i < file.length; i++) end += file[i] & 0xFF;
            if (end > file.length) return;
            ByteBuffer page = ByteBuffer.wrap(Arrays.copyOfRange(file, at, end)).order(ByteOrder.LITTLE_ENDIAN);
            page.putInt(22, 0).putInt(22, crc(page.array()));
            System.arraycopy(page.array(), 0, file, at, end - at);
            at = end;
        }
    }

    private static int crc(byte[] page) {
        int crc = 0;
        for (byte b : page) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean feedback = (crc < 0) ^ ((b >> bit & 1) == 1);
                crc = (crc << 1) ^ (feedback ? 0x04c11db7 : 0);
            }
        }
        return crc;
    }
}
