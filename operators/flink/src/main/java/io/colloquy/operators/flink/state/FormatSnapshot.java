package io.colloquy.operators.flink.state;

import io.colloquy.operators.core.registry.StateRegistry;
import io.colloquy.operators.core.state.StateFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Says in a savepoint how values are written: the id of their format, and its version. Each entry says its own version,
 * so older ones are read as they are.
 *
 * <p>Flink writes the name of this class into every savepoint: it stays as it is and where it is. It is the only one of
 * Colloquy's that does.
 */
public final class FormatSnapshot<V> implements TypeSerializerSnapshot<V> {
    /** The version of what this class writes. */
    private static final int VERSION = 1;

    private String id;
    private int formatVersion;
    private StateFormat<V> format;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public FormatSnapshot() {}

    FormatSnapshot(StateFormat<V> format) {
        this.format = format;
        this.id = format.id();
        this.formatVersion = format.version();
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(id);
        out.writeInt(formatVersion);
    }

    @Override
    @SuppressWarnings("unchecked") // what was written was the id of the format of these values
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) throw new IOException("snapshots of version " + version + " are not known");
        id = in.readUTF();
        formatVersion = in.readInt();
        format = (StateFormat<V>) StateRegistry.format(id).orElseGet(() -> new UnknownFormat<>(id, formatVersion));
    }

    /** One that fails where a value is read or written, if this program has no format of that id. */
    @Override
    public TypeSerializer<V> restoreSerializer() {
        return new FormatSerializer<>(format);
    }

    @Override
    public TypeSerializerSchemaCompatibility<V> resolveSchemaCompatibility(TypeSerializerSnapshot<V> old) {
        boolean readable =
                old instanceof FormatSnapshot<V> other && id.equals(other.id) && other.formatVersion <= formatVersion;
        return readable
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
