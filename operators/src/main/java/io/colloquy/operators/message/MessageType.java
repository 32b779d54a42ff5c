package io.colloquy.operators.message;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Messages that have a form of their own, told to Flink. */
final class MessageType<M> extends TypeInformation<M> {
    private final MessageForm<M> form;

    MessageType(MessageForm<M> form) {
        this.form = form;
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
    public Class<M> getTypeClass() {
        return form.type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<M> createSerializer(SerializerConfig config) {
        return new MessageSerializer<>(form);
    }

    @Override
    public boolean canEqual(Object o) {
        return o instanceof MessageType;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof MessageType<?> other && form.getClass() == other.form.getClass();
    }

    @Override
    public int hashCode() {
        return form.getClass().hashCode();
    }

    @Override
    public String toString() {
        return "message " + form.type().getSimpleName();
    }
}
