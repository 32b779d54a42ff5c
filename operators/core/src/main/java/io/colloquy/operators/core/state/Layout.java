package io.colloquy.operators.core.state;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How values of a type are laid out in an entry of the state or in a message. Layouts are written by hand: that takes a
 * fraction of the bytes and of the time of what finds out fields by reflection.
 *
 * <p>A released layout never changes, nor does one that it is made of. Another layout of the same values is another class,
 * and the next version of each {@link StateCodec} that uses it.
 */
public interface Layout<V> extends Serializable {

    void write(V value, EntryWriter out);

    /** Takes exactly what was written. */
    V read(EntryReader in);

    /** Lists of such values. */
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
