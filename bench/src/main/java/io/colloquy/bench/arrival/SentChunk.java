package io.colloquy.bench.arrival;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chunk as a device sends it.
 *
 * @param key with the time that the device's clock told
 * @param recorded when its first sample was really recorded, µs since the epoch: for the score alone
 * @param pcm 16 kHz mono PCM16, little-endian: what decoding makes of it
 */
record SentChunk(StreamId stream, Source source, ChunkKey key, long recorded, byte[] pcm) {
    private static final String TOPIC = "audio-chunks";

    /** When it begins by the device's clock, µs since the epoch. */
    long told() {
        return key.start();
    }

    int samples() {
        return pcm.length / Short.BYTES;
    }

    /** When its samples {@code [from, to)} were really recorded. */
    RecordedSpan recorded(long from, long to) {
        return new RecordedSpan(recorded + Timeline.micros(from), recorded + Timeline.micros(to));
    }

    /**
     * As the job's decoder passes it on.
     *
     * @param offset of its record in Kafka
     * @param now ms since the epoch
     */
    List<AudioPart> parts(long offset, long now) {
        List<AudioPart> parts = new ArrayList<>();
        int bytes = Timeline.PART_SAMPLES * Short.BYTES;
        for (int i = 0; i * bytes < pcm.length; i++) {
            byte[] part = Arrays.copyOfRange(pcm, i * bytes, Math.min(pcm.length, (i + 1) * bytes));
            Origin origin = new Origin(TOPIC, 0, offset);
            parts.add(new AudioPart(stream, new PartId(key, i), source, samples(), origin, now, part));
        }
        return parts;
    }
}
