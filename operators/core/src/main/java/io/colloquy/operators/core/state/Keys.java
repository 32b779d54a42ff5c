package io.colloquy.operators.core.state;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.StreamId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The formats of all keys. Numbers are big-endian; text is Java's modified UTF-8 after its length in two bytes, so a
 * key holds less than 64 KiB of it.
 */
public final class Keys {
    /** 8 bytes. */
    public static final KeyFormat<Long> NUMBER = new NumberKey();

    public static final KeyFormat<String> TEXT = new TextKey();
    /** Device, then owner. */
    public static final KeyFormat<StreamId> STREAM = new StreamKey();
    /** 40 bytes: start in µs since the epoch, then the digest of the content. */
    public static final KeyFormat<ChunkKey> CHUNK = new ChunkKeyKey();
    /** 44 bytes: the chunk, then the index. */
    public static final KeyFormat<PartId> PART = new PartKey();

    public static final List<KeyFormat<?>> ALL = List.of(NUMBER, TEXT, STREAM, CHUNK, PART);

    private Keys() {}

    private static final class NumberKey extends KeyFormat<Long> {
        NumberKey() {
            super("key-number");
        }

        @Override
        public void write(Long value, DataOutput out) throws IOException {
            out.writeLong(value);
        }

        @Override
        public Long read(DataInput in) throws IOException {
            return in.readLong();
        }
    }

    private static final class TextKey extends KeyFormat<String> {
        TextKey() {
            super("key-text");
        }

        @Override
        public void write(String value, DataOutput out) throws IOException {
            out.writeUTF(value);
        }

        @Override
        public String read(DataInput in) throws IOException {
            return in.readUTF();
        }
    }

    private static final class StreamKey extends KeyFormat<StreamId> {
        StreamKey() {
            super("key-stream");
        }

        @Override
        public void write(StreamId value, DataOutput out) throws IOException {
            out.writeUTF(value.deviceId());
            out.writeUTF(value.ownerId());
        }

        @Override
        public StreamId read(DataInput in) throws IOException {
            return new StreamId(in.readUTF(), in.readUTF());
        }
    }

    private static final class ChunkKeyKey extends KeyFormat<ChunkKey> {
        ChunkKeyKey() {
            super("key-chunk");
        }

        @Override
        public void write(ChunkKey value, DataOutput out) throws IOException {
            out.writeLong(value.start());
            out.writeLong(value.content().a());
            out.writeLong(value.content().b());
            out.writeLong(value.content().c());
            out.writeLong(value.content().d());
        }

        @Override
        public ChunkKey read(DataInput in) throws IOException {
            long start = in.readLong();
            return new ChunkKey(start, new Digest(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        }
    }

    private static final class PartKey extends KeyFormat<PartId> {
        PartKey() {
            super("key-part");
        }

        @Override
        public void write(PartId value, DataOutput out) throws IOException {
            CHUNK.write(value.chunk(), out);
            out.writeInt(value.index());
        }

        @Override
        public PartId read(DataInput in) throws IOException {
            return new PartId(CHUNK.read(in), in.readInt());
        }
    }
}
