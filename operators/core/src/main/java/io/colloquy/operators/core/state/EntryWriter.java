package io.colloquy.operators.core.state;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes one entry of the state. Numbers are written in groups of seven bits, the lowest first; the eighth bit says
 * that more follow. So small numbers are short.
 */
public final class EntryWriter {
    private static final int USUAL_BYTES = 256;

    private final Map<Object, Integer> known = new HashMap<>();
    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    /** A number that is usually small and never negative; others take ten bytes. */
    public void number(long value) {
        reserve(10);
        while ((value & ~0x7fL) != 0) {
            bytes[length++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        bytes[length++] = (byte) value;
    }

    /** A number that is usually near zero, on either side. */
    public void difference(long value) {
        number(value << 1 ^ value >> 63);
    }

    /** A number of any size, in eight bytes. */
    public void random(long value) {
        reserve(Long.BYTES);
        ByteBuffer.wrap(bytes, length, Long.BYTES).putLong(value);
        length += Long.BYTES;
    }

    /** A hash, in four bytes. */
    public void hash(int value) {
        reserve(Integer.BYTES);
        ByteBuffer.wrap(bytes, length, Integer.BYTES).putInt(value);
        length += Integer.BYTES;
    }

    public void flag(boolean value) {
        number(value ? 1 : 0);
    }

    public void bytes(byte[] value) {
        number(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    public void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param value as {@link UUID#toString} writes it */
    public void uuid(String value) {
        UUID uuid = UUID.fromString(value);
        random(uuid.getMostSignificantBits());
        random(uuid.getLeastSignificantBits());
    }

    public void digest(Digest value) {
        random(value.a());
        random(value.b());
        random(value.c());
        random(value.d());
    }

    /** Numbers that ascend, or fall by little. */
    public void ascending(int[] values) {
        number(values.length);
        int before = 0;
        for (int value : values) {
            difference((long) value - before);
            before = value;
        }
    }

    /** A set of samples, as {@link #ascending} writes the bounds of its intervals. */
    public void intervals(Intervals set) {
        number(2L * set.count());
        int before = 0;
        for (int i = 0; i < set.count(); i++) {
            difference(set.from(i) - before);
            difference(set.to(i) - set.from(i));
            before = set.to(i);
        }
    }

    /**
     * A value that the entry is likely to repeat. It is written the first time; after that, only its number is.
     *
     * @param value must not equal a value of another type that is written by this method
     */
    public <V> void repeated(V value, Layout<V> layout) {
        Integer number = known.get(value);
        number(number == null ? known.size() : number);
        if (number != null) return;
        layout.write(value, this);
        known.put(value, known.size());
    }

    private void reserve(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
