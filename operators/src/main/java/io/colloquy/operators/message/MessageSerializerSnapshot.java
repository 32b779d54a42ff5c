package io.colloquy.operators.message;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.InstantiationUtil;

/** What a savepoint says of messages in it: their form, by name. The codec's own number tells which version wrote it. */
public final class MessageSerializerSnapshot<M> implements TypeSerializerSnapshot<M> {
    private static final int VERSION = 1;

    private MessageForm<M> form;

    /** For Flink, which then has it read. */
    public MessageSerializerSnapshot() {}

    MessageSerializerSnapshot(MessageForm<M> form) {
        this.form = form;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(form.getClass().getName());
    }

    @Override
    @SuppressWarnings("unchecked") // what was written was the name of a form of these messages
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) throw new IOException("messages of version " + version + " are not known");
        String name = in.readUTF();
        try {
            form = InstantiationUtil.instantiate(name, MessageForm.class, loader);
        } catch (FlinkException e) {
            throw new IOException("messages of the form " + name + " are not known", e);
        }
    }

    @Override
    public TypeSerializer<M> restoreSerializer() {
        return new MessageSerializer<>(form);
    }

    @Override
    public TypeSerializerSchemaCompatibility<M> resolveSchemaCompatibility(TypeSerializerSnapshot<M> old) {
        boolean same = old instanceof MessageSerializerSnapshot<M> other && form.getClass() == other.form.getClass();
        return same
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
