package io.colloquy.operators.state.core;

import java.util.ArrayList;
import java.util.List;

/**
 * How values of a type are written into state: by hand, for that is a fraction of the bytes and of the time of what finds
 * out fields by reflection. What is written must be read again by every later version of the program, so an entry begins
 * with the number of its format.
 */
public interface Codec<V> {
    /** Of all that is written now; to be raised with the first codec that writes anything else. */
    int FORMAT = 1;

    void write(V value, EntryWriter out);

    /** Takes exactly what was written. */
    V read(EntryReader in);

    /** A whole entry. */
    default byte[] encode(V value) {
        EntryWriter out = new EntryWriter();
        out.number(FORMAT);
        write(value, out);
        return out.toBytes();
    }

    /** @throws IllegalStateException where the entry is of another format, or is no such entry */
    default V decode(byte[] entry) {
        EntryReader in = new EntryReader(entry);
        long format = in.number();
        if (format != FORMAT)
            throw new IllegalStateException("an entry of the state is of format " + format + ", but this version knows "
                    + FORMAT + " only: go on with the version that wrote it, or a later one");
        V value = read(in);
        in.expectEnd();
        return value;
    }

    /** Lists of such values. */
    default Codec<List<V>> list() {
        Codec<V> element = this;
        return new Codec<>() {
            @Override
            public void write(List<V> values, EntryWriter out) {
                out.number(values.size());
                for (V value : values) element.write(value, out);
            }

            @Override
            public List<V> read(EntryReader in) {
                int size = in.count();
                List<V> values = new ArrayList<>(size);
                for (int i = 0; i < size; i++) values.add(element.read(in));
                return values;
            }
        };
    }
}
