package io.colloquy.bench.arrival;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.DurationLimits;
import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.demo.Recording;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A recording to be cut into chunks.
 *
 * @param pcm all of it, 16 kHz mono PCM16, little-endian
 */
record RecordedSound(Recording recording, byte[] pcm) {
    private static final Format PCM = Format.pcm(Timeline.SAMPLE_RATE, 1);
    private static final Format OPUS = Format.opus(Timeline.SAMPLE_RATE, 1, Framing.U32LE);
    private static final int PACKETS_PER_SECOND = 50;
    private static final int PACKET_SAMPLES = Timeline.SAMPLE_RATE / PACKETS_PER_SECOND;

    static RecordedSound of(Recording recording) {
        return new RecordedSound(recording, decoded(recording.packets()));
    }

    /**
     * Chunks of PCM that follow one another.
     *
     * @param first the sample that the first one begins with
     * @param clock tells from when it is, µs since the epoch, what time the device takes it for
     */
    List<SentChunk> inPcm(Source source, int first, double seconds, LongUnaryOperator clock) {
        List<SentChunk> chunks = new ArrayList<>();
        int bytes = (int) (seconds * Timeline.SAMPLE_RATE) * Short.BYTES;
        for (int from = first * Short.BYTES; from < pcm.length; from += bytes) {
            byte[] cut = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + bytes));
            chunks.add(chunk(source, from / Short.BYTES, clock, new Encoded(PCM, cut, cut)));
        }
        return chunks;
    }

    /** The same as Opus: a chunk is decoded by itself, as the job does. */
    List<SentChunk> inOpus(Source source, int seconds, LongUnaryOperator clock) {
        List<SentChunk> chunks = new ArrayList<>();
        int count = seconds * PACKETS_PER_SECOND;
        List<byte[]> all = recording.packets();
        for (int from = 0; from < all.size(); from += count) {
            List<byte[]> packets = all.subList(from, Math.min(all.size(), from + count));
            Encoded encoded = new Encoded(OPUS, LengthPrefixedPackets.write(packets), decoded(packets));
            chunks.add(chunk(source, from * PACKET_SAMPLES, clock, encoded));
        }
        return chunks;
    }

    private record Encoded(Format format, byte[] bytes, byte[] pcm) {}

    private SentChunk chunk(Source source, int from, LongUnaryOperator clock, Encoded encoded) {
        long recorded = recording.start() + Timeline.micros(from);
        ChunkKey key = new ChunkKey(clock.applyAsLong(recorded), encoded.format.digest(encoded.bytes));
        return new SentChunk(recording.stream(), source, key, recorded, encoded.pcm);
    }

    private static byte[] decoded(List<byte[]> packets) {
        try {
            return new AudioDecoders()
                    .decode(LengthPrefixedPackets.write(packets), OPUS, DurationLimits.STORED)
                    .pcm();
        } catch (RejectedException e) {
            throw new IllegalStateException("a recording is damaged", e);
        }
    }
}
