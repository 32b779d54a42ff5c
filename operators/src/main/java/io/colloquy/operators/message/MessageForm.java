package io.colloquy.operators.message;

import io.colloquy.operators.state.core.Codec;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How messages of a type travel between tasks: what a codec writes, and their audio apart from that, copied once. A
 * message type names its form by {@code @TypeInfo}; a form has a public constructor without parameters.
 */
public abstract class MessageForm<M> extends TypeInfoFactory<M> implements Serializable {
    private static final byte[] NO_AUDIO = new byte[0];

    public abstract Class<M> type();

    /** Of everything but the audio. */
    public abstract Codec<M> codec();

    public byte[] audio(M message) {
        return NO_AUDIO;
    }

    /** @param message as the codec read it, without its audio */
    public M withAudio(M message, byte[] audio) {
        return message;
    }

    @Override
    public final TypeInformation<M> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
        return new MessageType<>(this);
    }
}
