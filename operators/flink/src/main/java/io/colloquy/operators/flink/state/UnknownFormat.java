package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;

/**
 * Stands for a format that a savepoint names and this program does not know. State in it can be carried on unread, as
 * of a state that is kept no longer; whoever reads it is told why that fails.
 */
record UnknownFormat<V>(String id, int version) implements StateFormat<V> {

    @Override
    public void write(V value, DataOutput out) {
        throw unknown();
    }

    @Override
    public V read(DataInput in) {
        throw unknown();
    }

    @Override
    public void copy(DataInput in, DataOutput out) {
        throw unknown();
    }

    private IllegalStateException unknown() {
        return new IllegalStateException("the state holds values in the format " + id + ", which this program does not"
                + " know: go on with the program that wrote it, or a later one");
    }
}
