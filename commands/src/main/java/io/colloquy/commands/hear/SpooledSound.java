package io.colloquy.commands.hear;

import io.colloquy.client.FileDecoder;
import io.colloquy.schemas.RejectedException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A decoded recording of any length: 16 kHz mono PCM16, little-endian, in a temporary file of 115 MB an hour. */
final class SpooledSound implements Closeable {
    private final Path file;
    private final FileChannel pcm;
    private final long samples;

    private SpooledSound(Path file) throws IOException {
        this.file = file;
        this.pcm = FileChannel.open(file);
        this.samples = pcm.size() / Short.BYTES;
    }

    /** @throws RejectedException where the recording can't be decoded */
    static SpooledSound of(Path recording, FileDecoder decoder)
            throws IOException, InterruptedException, RejectedException {
        Path file = Files.createTempFile("colloquy-", ".pcm");
        try {
            decoder.decode(recording, file);
            return new SpooledSound(file);
        } catch (IOException | InterruptedException | RejectedException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    long samples() {
        return samples;
    }

    /** The samples {@code [from, to)}. */
    byte[] read(long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact((to - from) * Short.BYTES));
        while (bytes.hasRemaining()) {
            if (pcm.read(bytes, from * Short.BYTES + bytes.position()) < 0) throw new EOFException(file.toString());
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        pcm.close();
        Files.deleteIfExists(file);
    }
}
