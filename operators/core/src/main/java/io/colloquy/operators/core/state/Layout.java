package io.colloquy.operators.core.state;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How values of a type are laid out in an entry of the state or in a message. Layouts are written by hand: they take a
 * fraction of the bytes and of the time that reflection would.
 *
 * <p>A released layout never changes, nor do the layouts that it is made of. A new layout of the same values is a new
 * class, and the next version of each {@link StateCodec} that uses it.
 */
public interface Layout<V> extends Serializable {

    void write(V value, EntryWriter out);

    /** Reads exactly what {@link #write} wrote. */
    V read(EntryReader in);

    /** The layout of lists of such values. */
    default Layout<List<V>> list() {
        return new ListLayout<>(this);
    }

    /** The number of values, then each of them. */
    record ListLayout<V>(Layout<V> element) implements Layout<List<V>> {
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
    }
}
