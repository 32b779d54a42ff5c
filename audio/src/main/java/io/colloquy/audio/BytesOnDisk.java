package io.colloquy.audio;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of any length. What can't be read is an {@link UncheckedIOException}, as decoders know of bytes alone. */
final class BytesOnDisk implements Bytes, Closeable {
    /** Holds several frames of any codec. */
    private static final int WINDOW = 4 << 20;

    private final FileChannel file;
    private final long size;

    BytesOnDisk(Path path) throws IOException {
        file = FileChannel.open(path);
        size = file.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public byte[] read(long at, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, at + bytes.position()) < 0) throw new EOFException("the file has become shorter");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
