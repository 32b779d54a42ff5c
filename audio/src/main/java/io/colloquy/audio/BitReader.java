package io.colloquy.audio;

/** Reads bits, most significant first. */
final class BitReader {
    private final byte[] bytes;
    private int next;
    /** Bits that were taken from the bytes but not read, at the top; below them zeros. */
    private long cache;

    private int cached;

    BitReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.next = from;
    }

    /** The byte that comes next; the reader stands on its first bit. */
    int position() {
        return next - (cached >> 3);
    }

    /** @param count 0 to 32 */
    int unsigned(int count) throws BrokenFrame {
        if (count == 0) return 0;
        require(count);
        int value = (int) (cache >>> 64 - count);
        drop(count);
        return value;
    }

    /** Two's complement. @param count 0 to 32 */
    int signed(int count) throws BrokenFrame {
        if (count == 0) return 0;
        require(count);
        int value = (int) (cache >> 64 - count);
        drop(count);
        return value;
    }

    /** Zeros up to the next one, which is read too. */
    int unary() throws BrokenFrame {
        int zeros = 0;
        while (cache == 0) {
            zeros += cached;
            cached = 0;
            require(1);
        }
        int more = Long.numberOfLeadingZeros(cache);
        drop(more);
        drop(1);
        return zeros + more;
    }

    /** On to the next whole byte. */
    void align() {
        drop(cached & 7);
    }

    private void require(int count) throws BrokenFrame {
        if (cached >= count) return;
        while (cached <= 56 && next < bytes.length) {
            cache |= (bytes[next++] & 0xFFL) << 56 - cached;
            cached += 8;
        }
        if (cached < count) throw new BrokenFrame("ends too early");
    }

    private void drop(int count) {
        cache <<= count;
        cached -= count;
    }
}
