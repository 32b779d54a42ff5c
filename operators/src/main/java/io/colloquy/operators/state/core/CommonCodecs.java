package io.colloquy.operators.state.core;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;

/** How values that many entries hold are written. */
public final class CommonCodecs {
    public static final Codec<String> TEXT = new Text();
    /** Short where it is near zero. */
    public static final Codec<Long> NUMBER = new Numbers();

    public static final Codec<Digest> DIGEST = new Digests();
    public static final Codec<ChunkKey> CHUNK = new Chunks();
    /** Its chunk is written once an entry. */
    public static final Codec<PartId> PART = new Parts();
    /** Its topic is written once an entry. */
    public static final Codec<Origin> ORIGIN = new Origins();

    private CommonCodecs() {}

    private static final class Text implements Codec<String> {
        @Override
        public void write(String value, EntryWriter out) {
            out.text(value);
        }

        @Override
        public String read(EntryReader in) {
            return in.text();
        }
    }

    private static final class Numbers implements Codec<Long> {
        @Override
        public void write(Long value, EntryWriter out) {
            out.difference(value);
        }

        @Override
        public Long read(EntryReader in) {
            return in.difference();
        }
    }

    private static final class Digests implements Codec<Digest> {
        @Override
        public void write(Digest value, EntryWriter out) {
            out.digest(value);
        }

        @Override
        public Digest read(EntryReader in) {
            return in.digest();
        }
    }

    private static final class Chunks implements Codec<ChunkKey> {
        @Override
        public void write(ChunkKey value, EntryWriter out) {
            out.difference(value.start());
            out.digest(value.content());
        }

        @Override
        public ChunkKey read(EntryReader in) {
            return new ChunkKey(in.difference(), in.digest());
        }
    }

    private static final class Parts implements Codec<PartId> {
        @Override
        public void write(PartId value, EntryWriter out) {
            out.repeated(value.chunk(), CHUNK);
            out.number(value.index());
        }

        @Override
        public PartId read(EntryReader in) {
            return new PartId(in.repeated(CHUNK), in.integer());
        }
    }

    private static final class Origins implements Codec<Origin> {
        @Override
        public void write(Origin value, EntryWriter out) {
            out.repeated(value.topic(), TEXT);
            out.number(value.partition());
            out.number(value.offset());
        }

        @Override
        public Origin read(EntryReader in) {
            return new Origin(in.repeated(TEXT), in.integer(), in.number());
        }
    }
}
