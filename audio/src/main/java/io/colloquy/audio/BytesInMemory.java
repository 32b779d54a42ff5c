package io.colloquy.audio;

import java.util.Arrays;

/** An array; the whole of it is not copied. */
record BytesInMemory(byte[] array) implements Bytes {

    @Override
    public long size() {
        return array.length;
    }

    @Override
    public int window() {
        return array.length;
    }

    @Override
    public byte[] read(long at, int count) {
        return at == 0 && count == array.length
                ? array
                : Arrays.copyOfRange(array, (int) at, Math.toIntExact(at + count));
    }
}
