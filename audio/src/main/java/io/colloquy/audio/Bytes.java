package io.colloquy.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a file, in memory or on disk, read in any order. */
interface Bytes {

    long size();

    /** How many to read at once where they are read in order: all of what lies in memory. */
    int window();

    /** The {@code count} bytes from {@code at} on, which are there. Not to be changed. */
    byte[] read(long at, int count);

    /** The same, to take little-endian numbers from. */
    default ByteBuffer littleEndian(long at, int count) {
        return ByteBuffer.wrap(read(at, count)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
