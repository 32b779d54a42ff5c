package io.colloquy.operators.core.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * How values are written in a savepoint, under a name that never changes. There are three kinds: {@link KeyFormat} for
 * the keys of entries, {@link StateCodec} for what entries hold, and {@link MessageCodec} for messages.
 */
public interface StateFormat<V> extends Serializable {

    /** The name that savepoints know the format by. It never changes, whatever classes are called. */
    String id();

    /** The version that is written now; each version from 1 up to this one can be read. */
    int version();

    void write(V value, DataOutput out) throws IOException;

    /** @throws IllegalStateException where the value was written by a version that is not known, or is damaged */
    V read(DataInput in) throws IOException;

    /** Copies a value without reading it. */
    void copy(DataInput in, DataOutput out) throws IOException;
}
