package io.colloquy.operators.core.state;

import io.colloquy.audio.SoundPrint;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;

/** Layouts of values that many entries hold. */
public final class CommonLayouts {
    public static final Layout<String> TEXT = new Text();
    /** Short where it is near zero. */
    public static final Layout<Long> NUMBER = new Numbers();

    /** Eight bytes: for bit sets. */
    public static final Layout<Long> BITS = new Bits();

    public static final Layout<Digest> DIGEST = new Digests();
    public static final Layout<ChunkKey> CHUNK = new Chunks();
    /** The chunk is written once in an entry, however many of its parts are. */
    public static final Layout<PartId> PART = new Parts();
    /** The topic is written once in an entry. */
    public static final Layout<Origin> ORIGIN = new Origins();

    public static final Layout<Source> SOURCE = new Sources();

    /** The number of frames, then two of them a byte. */
    public static final Layout<SoundPrint> PRINT = new Prints();

    private CommonLayouts() {}

    private static final class Prints implements Layout<SoundPrint> {
        @Override
        public void write(SoundPrint value, EntryWriter out) {
            out.number(value.frames());
            out.bytes(value.bytes());
        }

        @Override
        public SoundPrint read(EntryReader in) {
            int frames = in.integer();
            byte[] bytes = in.bytes();
            if (bytes.length != (frames + 1) / 2) throw EntryReader.damaged();
            return SoundPrint.of(bytes, frames);
        }
    }

    private static final class Text implements Layout<String> {
        @Override
        public void write(String value, EntryWriter out) {
            out.text(value);
        }

        @Override
        public String read(EntryReader in) {
            return in.text();
        }
    }

    private static final class Numbers implements Layout<Long> {
        @Override
        public void write(Long value, EntryWriter out) {
            out.difference(value);
        }

        @Override
        public Long read(EntryReader in) {
            return in.difference();
        }
    }

    private static final class Bits implements Layout<Long> {
        @Override
        public void write(Long value, EntryWriter out) {
            out.random(value);
        }

        @Override
        public Long read(EntryReader in) {
            return in.random();
        }
    }

    /** By numbers of their own, since the order of an enum may change. */
    private static final class Sources implements Layout<Source> {
        @Override
        public void write(Source value, EntryWriter out) {
            out.number(
                    switch (value) {
                        case LIVE -> 0;
                        case SYNC -> 1;
                        case BACKFILL -> 2;
                    });
        }

        @Override
        public Source read(EntryReader in) {
            return switch (in.integer()) {
                case 0 -> Source.LIVE;
                case 1 -> Source.SYNC;
                case 2 -> Source.BACKFILL;
                default -> throw EntryReader.damaged();
            };
        }
    }

    private static final class Digests implements Layout<Digest> {
        @Override
        public void write(Digest value, EntryWriter out) {
            out.digest(value);
        }

        @Override
        public Digest read(EntryReader in) {
            return in.digest();
        }
    }

    private static final class Chunks implements Layout<ChunkKey> {
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

    private static final class Parts implements Layout<PartId> {
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

    private static final class Origins implements Layout<Origin> {
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
