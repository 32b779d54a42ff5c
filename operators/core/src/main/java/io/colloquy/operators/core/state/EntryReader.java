package io.colloquy.operators.core.state;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads an entry of the state in the order in which an {@link EntryWriter} wrote it. */
public final class EntryReader {
    private final List<Object> known = new ArrayList<>();
    private final byte[] bytes;
    private int position;

    EntryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            expect(1);
            byte next = bytes[position++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) return value;
        }
        throw damaged();
    }

    /** A number that an int holds. */
    public int integer() {
        long value = number();
        if (value != (int) value) throw damaged();
        return (int) value;
    }

    /** How many values follow, each of which takes a byte at least: more than there are bytes is damage. */
    public int count() {
        int count = integer();
        expect(count);
        return count;
    }

    public long difference() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    public long random() {
        expect(Long.BYTES);
        long value = ByteBuffer.wrap(bytes, position, Long.BYTES).getLong();
        position += Long.BYTES;
        return value;
    }

    public int hash() {
        expect(Integer.BYTES);
        int value = ByteBuffer.wrap(bytes, position, Integer.BYTES).getInt();
        position += Integer.BYTES;
        return value;
    }

    public boolean flag() {
        return number() != 0;
    }

    public byte[] bytes() {
        byte[] value = new byte[count()];
        System.arraycopy(bytes, position, value, 0, value.length);
        position += value.length;
        return value;
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public String uuid() {
        return new UUID(random(), random()).toString();
    }

    public Digest digest() {
        return new Digest(random(), random(), random(), random());
    }

    public Intervals intervals() {
        try {
            return Intervals.of(ascending());
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    public int[] ascending() {
        int[] values = new int[count()];
        int before = 0;
        for (int i = 0; i < values.length; i++) values[i] = before += (int) difference();
        return values;
    }

    @SuppressWarnings("unchecked") // it was read by the same layout as is now asked for, or the entry is damaged
    public <V> V repeated(Layout<V> layout) {
        int number = integer();
        if (number < 0 || number > known.size()) throw damaged();
        if (number < known.size()) return (V) known.get(number);
        V value = layout.read(this);
        known.add(value);
        return value;
    }

    private void expect(int more) {
        if (more < 0 || bytes.length - position < more) throw damaged();
    }

    void expectEnd() {
        if (position != bytes.length) throw damaged();
    }

    /** To be thrown by a layout that reads what it never wrote. */
    public static IllegalStateException damaged() {
        return new IllegalStateException("an entry of the state is damaged");
    }
}
