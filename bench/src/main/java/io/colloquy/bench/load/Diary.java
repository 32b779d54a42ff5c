package io.colloquy.bench.load;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.Arrays;
import java.util.Map.Entry;
import java.util.Random;
import java.util.TreeMap;

/**
 * What is said near one invented device: utterances of 3 to 4 s of one of three speakers, with 0.6 to 1.8 s between
 * them, so 5 to 6 in half a minute. Chunks are cut out of it without regard to who is speaking.
 */
public final class Diary {
    public static final int CHUNK_MILLIS = 30_000;
    private static final int SPEAKERS = 3;
    private static final String TOPIC = "audio-chunks";

    private final StreamId stream;
    private final Random random;
    private final TreeMap<Long, Spoken> spoken = new TreeMap<>();

    /** @param millis that it lasts */
    private record Spoken(int millis, byte speaker) {}

    public Diary(String device, long seed) {
        stream = new StreamId(device, device);
        random = new Random(31 * seed + device.hashCode());
    }

    /** People talk from one instant to another, ms since the epoch. */
    public Diary talk(long from, long to) {
        long at = from + 200;
        while (true) {
            int millis = 3_000 + random.nextInt(1_000);
            if (at + millis > to) return this;
            spoken.put(at, new Spoken(millis, (byte) (1 + random.nextInt(SPEAKERS))));
            at += millis + 600 + random.nextInt(1_200);
        }
    }

    public int utterances() {
        return spoken.size();
    }

    public long spokenMillis() {
        return spoken.values().stream().mapToLong(Spoken::millis).sum();
    }

    /**
     * A chunk as it leaves the decoder.
     *
     * @param from ms since the epoch
     * @param offset of its record: to grow with each one that is sent
     */
    public AudioPart chunk(long from, int millis, long offset) {
        ChunkKey key = new ChunkKey(from * 1000, new Digest(from, stream.hashCode(), millis, 0));
        byte[] pcm = pcm(from, millis);
        return new AudioPart(
                stream, new PartId(key, 0), Source.BACKFILL, pcm.length / 2, new Origin(TOPIC, 0, offset), from, pcm);
    }

    /** 16 kHz mono PCM16, little-endian. */
    public byte[] pcm(long from, int millis) {
        int bytes = 2 * Timeline.SAMPLE_RATE / 1000;
        byte[] pcm = new byte[millis * bytes];
        Entry<Long, Spoken> first = spoken.floorEntry(from);
        long start = first == null ? from : first.getKey();
        spoken.subMap(start, from + millis).forEach((at, utterance) -> {
            long begin = Math.max(from, at);
            long end = Math.min(from + millis, at + utterance.millis);
            if (begin >= end) return;
            Arrays.fill(pcm, (int) (begin - from) * bytes, (int) (end - from) * bytes, utterance.speaker);
        });
        return pcm;
    }
}
