package io.colloquy.audio;

/** A cyclic redundancy check of at most 32 bits, neither reflected nor inverted, as Ogg and FLAC use them. */
public final class Crc {
    private final int shift;
    private final int[] table = new int[256];

    /** @param polynomial without its highest term */
    public Crc(int bits, int polynomial) {
        this.shift = 32 - bits;
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) crc = crc << 1 ^ (crc < 0 ? polynomial << shift : 0);
            table[i] = crc;
        }
    }

    /** Of the bytes {@code [from, to)}. */
    public int of(byte[] bytes, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) crc = crc << 8 ^ table[(crc >>> 24) ^ (bytes[i] & 0xFF)];
        return crc >>> shift;
    }
}
