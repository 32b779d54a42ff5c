package io.colloquy.operators.core.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How keys are written. State is looked up by these very bytes, so a key's format has no versions. It never changes.
 */
public abstract class KeyFormat<K> implements StateFormat<K> {
    private final String id;

    KeyFormat(String id) {
        this.id = id;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final int version() {
        return 1;
    }

    @Override
    public final void copy(DataInput in, DataOutput out) throws IOException {
        write(read(in), out);
    }

    @Override
    public final boolean equals(Object o) {
        return o instanceof KeyFormat<?> other && id.equals(other.id);
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }
}
