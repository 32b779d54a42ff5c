package io.colloquy.operators.core.state;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.StreamId;
import java.util.List;

/** Layouts of values that many messages hold. */
public final class MessageLayouts {
    public static final Layout<StreamId> STREAM = new Streams();
    public static final Layout<List<Origin>> ORIGINS = CommonLayouts.ORIGIN.list();
    /** Null where there is none. */
    public static final Layout<String> MAYBE_TEXT = new MaybeText();

    private MessageLayouts() {}

    private static final class Streams implements Layout<StreamId> {
        @Override
        public void write(StreamId value, EntryWriter out) {
            out.repeated(value.deviceId(), CommonLayouts.TEXT);
            out.repeated(value.ownerId(), CommonLayouts.TEXT);
        }

        @Override
        public StreamId read(EntryReader in) {
            return new StreamId(in.repeated(CommonLayouts.TEXT), in.repeated(CommonLayouts.TEXT));
        }
    }

    private static final class MaybeText implements Layout<String> {
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
