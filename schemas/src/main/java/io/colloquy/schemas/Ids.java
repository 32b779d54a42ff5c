package io.colloquy.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** Names computed from what was recorded, never from when it arrived (RFC 9562, version 5). */
public final class Ids {
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final UUID COLLOQUY = uuid5(DNS, "colloquy");

    private Ids() {}

    /** The id of an utterance that begins at sample {@code offset} of the chunk. */
    public static UUID utterance(StreamId stream, ChunkKey chunk, long offset) {
        return named(stream, chunk, offset);
    }

    /**
     * The id of a conversation: of two that begin in one chunk, the gap at least lies between their starts, by whatever
     * clock they are told.
     *
     * @param chunk of its first member's first shown sample
     * @param start of the conversation, µs since the epoch
     * @param gapMicros the conversation gap
     */
    public static UUID conversation(StreamId stream, ChunkKey chunk, long start, long gapMicros) {
        return named(stream, chunk, Math.floorDiv(start - chunk.start(), gapMicros));
    }

    /** The clip id of these slices: by it the result of a clip is found again. */
    public static Digest clip(List<Slice> slices) {
        MessageDigest sha = Digest.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(4 * Long.BYTES + Long.BYTES + 3 * Integer.BYTES);
        for (Slice slice : slices) {
            ChunkKey chunk = slice.part().chunk();
            Digest content = chunk.content();
            buffer.clear();
            buffer.putLong(chunk.start());
            buffer.putLong(content.a())
                    .putLong(content.b())
                    .putLong(content.c())
                    .putLong(content.d());
            buffer.putInt(slice.part().index()).putInt(slice.from()).putInt(slice.to());
            sha.update(buffer.flip());
        }
        return Digest.of(sha);
    }

    private static UUID named(StreamId stream, ChunkKey chunk, long number) {
        return uuid5(
                COLLOQUY,
                String.join(
                        "\n",
                        stream.deviceId(),
                        stream.ownerId(),
                        Long.toString(chunk.start()),
                        chunk.content().hex(),
                        Long.toString(number)));
    }

    static UUID uuid5(UUID namespace, String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xf000L | 0x5000L;
        long low = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
