package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.state.StateFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes values in their format. Values never change, so a copy is the value itself. */
final class FormatSerializer<V> extends TypeSerializer<V> {
    private static final long serialVersionUID = 1L;

    private final StateFormat<V> format;

    FormatSerializer(StateFormat<V> format) {
        this.format = format;
    }

    StateFormat<V> format() {
        return format;
    }

    @Override
    public void serialize(V value, DataOutputView out) throws IOException {
        format.write(value, out);
    }

    @Override
    public V deserialize(DataInputView in) throws IOException {
        return format.read(in);
    }

    @Override
    public V deserialize(V reuse, DataInputView in) throws IOException {
        return format.read(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        format.copy(in, out);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public V copy(V value) {
        return value;
    }

    @Override
    public V copy(V value, V reuse) {
        return value;
    }

    @Override
    public TypeSerializer<V> duplicate() {
        return this;
    }

    /** Null: no instance is ever reused. */
    @Override
    public V createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<V> snapshotConfiguration() {
        return new FormatSnapshot<>(format);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FormatSerializer<?> other
                && format.id().equals(other.format.id())
                && format.version() == other.format.version();
    }

    @Override
    public int hashCode() {
        return format.id().hashCode();
    }
}
