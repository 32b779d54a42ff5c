package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.state.StateFormat;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink about a type whose values are written in one of our formats. Every operator names its types by these.
 * What Flink finds out by reflection would depend on the names of classes and fields.
 */
public final class FormatType<V> extends TypeInformation<V> {
    private final Class<V> type;
    private final StateFormat<V> format;

    private FormatType(Class<V> type, StateFormat<V> format) {
        this.type = type;
        this.format = format;
    }

    public static <V> TypeInformation<V> of(Class<V> type, StateFormat<V> format) {
        return new FormatType<>(type, format);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<V> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<V> createSerializer(SerializerConfig config) {
        return new FormatSerializer<>(format);
    }

    @Override
    public boolean canEqual(Object o) {
        return o instanceof FormatType;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FormatType<?> other && format.id().equals(other.format.id());
    }

    @Override
    public int hashCode() {
        return format.id().hashCode();
    }

    @Override
    public String toString() {
        return "format " + format.id();
    }
}
