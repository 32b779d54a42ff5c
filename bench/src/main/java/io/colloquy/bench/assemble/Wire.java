package io.colloquy.bench.assemble;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What a message between two tasks costs beside the network itself: it is written to bytes and read again. */
interface Wire<T> {

    T pass(T message) throws IOException;

    /** The message is handed over as it is. */
    static <T> Wire<T> none() {
        return message -> message;
    }

    static <T> Wire<T> of(TypeInformation<T> type) {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(1 << 10);
        DataInputDeserializer in = new DataInputDeserializer();
        return message -> {
            out.clear();
            serializer.serialize(message, out);
            in.setBuffer(out.getSharedBuffer(), 0, out.length());
            return serializer.deserialize(in);
        };
    }
}
