package io.colloquy.operators.message;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.StreamId;
import java.util.List;

/** How values that many messages hold are written. */
public final class MessageCodecs {
    public static final Codec<StreamId> STREAM = new Streams();
    public static final Codec<List<Origin>> ORIGINS = CommonCodecs.ORIGIN.list();
    /** Null where there is none. */
    public static final Codec<String> MAYBE_TEXT = new MaybeText();

    private MessageCodecs() {}

    private static final class Streams implements Codec<StreamId> {
        @Override
        public void write(StreamId value, EntryWriter out) {
            out.repeated(value.deviceId(), CommonCodecs.TEXT);
            out.repeated(value.ownerId(), CommonCodecs.TEXT);
        }

        @Override
        public StreamId read(EntryReader in) {
            return new StreamId(in.repeated(CommonCodecs.TEXT), in.repeated(CommonCodecs.TEXT));
        }
    }

    private static final class MaybeText implements Codec<String> {
        @Override
        public void write(String value, EntryWriter out) {
            out.flag(value != null);
            if (value != null) out.text(value);
        }

        @Override
        public String read(EntryReader in) {
            return in.flag() ? in.text() : null;
        }
    }
}
