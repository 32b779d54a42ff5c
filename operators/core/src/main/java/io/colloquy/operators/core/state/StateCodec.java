package io.colloquy.operators.core.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a value as one entry: the number of the version, then the value in that version's layout. So each entry says
 * how it is to be read, and nothing has to be rewritten when the program changes.
 *
 * @param layouts by version, from 1 on. The last one writes; the others only read
 */
public record StateCodec<V>(String id, List<Layout<V>> layouts) implements StateFormat<V> {

    public StateCodec {
        if (layouts.isEmpty()) throw new IllegalArgumentException("codec " + id + " has no layout");
        layouts = List.copyOf(layouts);
    }

    /** A codec in its first version. */
    public static <V> StateCodec<V> of(String id, Layout<V> layout) {
        return new StateCodec<>(id, List.of(layout));
    }

    /** The codec with a next version, which writes the same values in another layout. */
    public StateCodec<V> then(Layout<V> next) {
        List<Layout<V>> all = new ArrayList<>(layouts);
        all.add(next);
        return new StateCodec<>(id, all);
    }

    @Override
    public int version() {
        return layouts.size();
    }

    /** A whole entry. */
    public byte[] encode(V value) {
        EntryWriter out = new EntryWriter();
        out.number(version());
        layouts.get(version() - 1).write(value, out);
        return out.toBytes();
    }

    /** @throws IllegalStateException where the entry is of a version that is not known, or is damaged */
    public V decode(byte[] entry) {
        EntryReader in = new EntryReader(entry);
        V value = layout(in.number()).read(in);
        in.expectEnd();
        return value;
    }

    private Layout<V> layout(long version) {
        if (version >= 1 && version <= layouts.size()) return layouts.get((int) version - 1);
        throw new IllegalStateException("the state holds an entry of codec " + id + " in version " + version
                + ", but this program knows versions 1 to " + version()
                + ": go on with the program that wrote it, or a later one");
    }

    @Override
    public void write(V value, DataOutput out) throws IOException {
        byte[] entry = encode(value);
        out.writeInt(entry.length);
        out.write(entry);
    }

    @Override
    public V read(DataInput in) throws IOException {
        return decode(bytes(in));
    }

    @Override
    public void copy(DataInput in, DataOutput out) throws IOException {
        byte[] entry = bytes(in);
        out.writeInt(entry.length);
        out.write(entry);
    }

    private static byte[] bytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
