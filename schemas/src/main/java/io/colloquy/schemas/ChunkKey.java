package io.colloquy.schemas;

/**
 * What makes two records the same chunk: when it was recorded and what it holds. The producer's {@code chunk_id} has no
 * part in it, so a reused one loses nothing.
 *
 * @param start of the recording, µs since the epoch
 * @param content SHA-256 of codec, rate, channels, framing and the audio's bytes
 */
public record ChunkKey(long start, Digest content) implements Comparable<ChunkKey> {

    @Override
    public int compareTo(ChunkKey o) {
        int byStart = Long.compare(start, o.start);
        return byStart != 0 ? byStart : content.compareTo(o.content);
    }
}
