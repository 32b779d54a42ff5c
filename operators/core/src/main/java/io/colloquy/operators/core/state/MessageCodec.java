package io.colloquy.operators.core.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * How messages of a type travel between tasks, and how they wait in queues that checkpoints hold: as an entry, followed
 * by their audio. The audio is copied only once.
 */
public record MessageCodec<M>(StateCodec<M> entry, Audio<M> audio) implements StateFormat<M> {
    private static final byte[] NONE = new byte[0];

    /** Takes the audio out of a message and puts it in: 16 kHz mono PCM16, little-endian. The layout leaves it out. */
    public interface Audio<M> extends Serializable {

        /** Empty where the message has none. */
        byte[] of(M message);

        /** @param message as the codec read it */
        M put(M message, byte[] audio);
    }

    /** Messages without audio. */
    private record Silent<M>() implements Audio<M> {
        @Override
        public byte[] of(M message) {
            return NONE;
        }

        @Override
        public M put(M message, byte[] audio) {
            return message;
        }
    }

    /** Messages that have no audio, in their first version. */
    public static <M> MessageCodec<M> of(String id, Layout<M> layout) {
        return new MessageCodec<>(StateCodec.of(id, layout), new Silent<>());
    }

    /** Messages that have audio, in their first version. */
    public static <M> MessageCodec<M> of(String id, Layout<M> layout, Audio<M> audio) {
        return new MessageCodec<>(StateCodec.of(id, layout), audio);
    }

    @Override
    public String id() {
        return entry.id();
    }

    @Override
    public int version() {
        return entry.version();
    }

    @Override
    public void write(M message, DataOutput out) throws IOException {
        entry.write(message, out);
        byte[] sound = audio.of(message);
        out.writeInt(sound.length);
        out.write(sound);
    }

    @Override
    public M read(DataInput in) throws IOException {
        M message = entry.read(in);
        byte[] sound = new byte[in.readInt()];
        in.readFully(sound);
        return audio.put(message, sound);
    }

    @Override
    public void copy(DataInput in, DataOutput out) throws IOException {
        entry.copy(in, out);
        byte[] sound = new byte[in.readInt()];
        in.readFully(sound);
        out.writeInt(sound.length);
        out.write(sound);
    }
}
