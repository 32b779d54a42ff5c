package io.colloquy.audio;

import static io.colloquy.audio.Containers.undecodable;

import io.colloquy.schemas.RejectedException;
import java.nio.ByteBuffer;

/**
 * What a FLAC file says of itself before its first frame (RFC 9639, 8). Its number of samples is not believed: a file
 * that was cut short or never finished counts as far as it goes.
 *
 * @param bits of a sample
 * @param firstFrame the byte on which frames begin
 */
record FlacStream(int rate, int channels, int bits, long firstFrame) {
    private static final int MAGIC = 0x664C6143; // fLaC
    private static final int BLOCK_HEADER_BYTES = 4;
    private static final int STREAMINFO_BYTES = 34;
    private static final int MIN_BITS = 4;
    private static final int MAX_BITS = 24;

    /**
     * @throws RejectedException {@code undecodable} where there is no such file, or its audio is not of the contract
     */
    static FlacStream read(Bytes file) throws RejectedException {
        int head = 2 * BLOCK_HEADER_BYTES + STREAMINFO_BYTES;
        ByteBuffer buffer = ByteBuffer.wrap(file.read(0, (int) Math.min(head, file.size())));
        int streamInfo = BLOCK_HEADER_BYTES;
        boolean begins = buffer.limit() == head
                && buffer.getInt(0) == MAGIC
                && (buffer.getInt(streamInfo) & 0x7FFFFFFF) == STREAMINFO_BYTES;
        if (!begins) throw undecodable("there is no FLAC header");
        long packed = buffer.getLong(streamInfo + BLOCK_HEADER_BYTES + 10);
        int rate = (int) (packed >>> 44);
        int channels = (int) (packed >>> 41 & 7) + 1;
        int bits = (int) (packed >>> 36 & 31) + 1;
        Containers.requireTaken(rate, channels);
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw undecodable("the FLAC file has " + bits + " bits a sample, 4 to 24 are taken");
        }
        return new FlacStream(rate, channels, bits, firstFrame(file));
    }

    private static long firstFrame(Bytes file) throws RejectedException {
        long at = BLOCK_HEADER_BYTES;
        while (at <= file.size() - BLOCK_HEADER_BYTES) {
            int header = ByteBuffer.wrap(file.read(at, BLOCK_HEADER_BYTES)).getInt();
            at += BLOCK_HEADER_BYTES + (header & 0xFFFFFF);
            if (header < 0) return at;
        }
        throw undecodable("the FLAC file ends within its header");
    }

    boolean holds(FlacFrame frame) {
        return frame.rate() == rate && frame.channels() == channels && frame.bits() == bits;
    }
}
