package io.colloquy.operators.message;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes messages in their form. A message is never changed, so a copy of it is itself. */
final class MessageSerializer<M> extends TypeSerializer<M> {
    private static final long serialVersionUID = 1L;

    private final MessageForm<M> form;

    MessageSerializer(MessageForm<M> form) {
        this.form = form;
    }

    @Override
    public void serialize(M message, DataOutputView out) throws IOException {
        write(form.codec().encode(message), out);
        write(form.audio(message), out);
    }

    @Override
    public M deserialize(DataInputView in) throws IOException {
        M message = form.codec().decode(read(in));
        return form.withAudio(message, read(in));
    }

    @Override
    public M deserialize(M reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        write(read(in), out);
        write(read(in), out);
    }

    private static void write(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public M copy(M message) {
        return message;
    }

    @Override
    public M copy(M message, M reuse) {
        return message;
    }

    @Override
    public TypeSerializer<M> duplicate() {
        return this;
    }

    /** None, for none is ever used again. */
    @Override
    public M createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<M> snapshotConfiguration() {
        return new MessageSerializerSnapshot<>(form);
    }

    MessageForm<M> form() {
        return form;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof MessageSerializer<?> other && form.getClass() == other.form.getClass();
    }

    @Override
    public int hashCode() {
        return form.getClass().hashCode();
    }
}
