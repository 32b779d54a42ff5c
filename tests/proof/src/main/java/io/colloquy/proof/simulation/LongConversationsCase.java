package io.colloquy.proof.simulation;

import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Conversations of up to hundreds of buckets, one after another: whatever comes late joins or parts them, or makes
 * voices one or two, they are labelled as the definition says of all that came so far.
 */
public final class LongConversationsCase {
    private static final long SECOND = 1_000_000;
    /** A node begins there on each of six levels of the tree. */
    private static final long EDGE = 1L << 3 * 6;

    private static final int SOUND_BYTES = 2 * 3 * Timeline.SAMPLE_RATE / 10;
    private static final int SILENCE_BYTES = 2 * Timeline.SAMPLE_RATE / 4;
    private static final int MINUTE_MILLIS = 60_000;
    /** How many are talked through. */
    private static final int[] BUCKETS = {2, 30, 90, 300};

    private LongConversationsCase() {}

    /** @param size the longest are only found in large ones */
    public static void run(long seed, int size) {
        Random random = new Random(seed);
        List<Chunk> chunks = talks(random, BUCKETS[random.nextInt(Math.min(size, BUCKETS.length))]);
        Collections.shuffle(chunks, random);
        Simulation simulation = new Simulation(random, random.nextInt(2) * 5_000);
        List<Chunk> sent = new ArrayList<>();
        int left = chunks.size();
        while (left > 0) {
            int some =
                    sent.isEmpty() ? left - random.nextInt(Math.min(left, 30)) : 1 + random.nextInt(Math.min(left, 5));
            for (Chunk chunk : chunks.subList(chunks.size() - left, chunks.size() - left + some)) {
                simulation.send(chunk, Source.LIVE, random.nextInt(MINUTE_MILLIS));
                sent.add(chunk);
            }
            left -= some;
            if (random.nextInt(3) == 0) failInBetween(simulation, random);
            if (random.nextBoolean()) simulation.run();
            else simulation.runFor(20 * MINUTE_MILLIS);
            expected(sent).assertStored(simulation.storage());
        }
    }

    private static void failInBetween(Simulation simulation, Random random) {
        if (random.nextBoolean()) simulation.runFor(random.nextInt(MINUTE_MILLIS));
        simulation.checkpoint();
        simulation.runFor(random.nextInt(2 * MINUTE_MILLIS));
        simulation.fail();
    }

    private static Expected expected(List<Chunk> chunks) {
        List<Upload> uploads =
                chunks.stream().map(chunk -> new Upload(chunk, Source.LIVE)).toList();
        return Expected.of(Simulation.STREAM, new Uploads(uploads, chunks));
    }

    /** Hours of them begin near the edge of nodes, and a conversation gap is between some. */
    private static List<Chunk> talks(Random random, int buckets) {
        long unit = 1L << 3 * random.nextInt(7);
        long edge = 2_700_000 / unit * unit + EDGE / unit * unit;
        long at = (edge - random.nextInt(12)) * Timeline.BUCKET_MICROS + random.nextInt(600) * SECOND;
        long end = at + buckets * Timeline.BUCKET_MICROS;
        int shortest = random.nextInt(110);
        int pauses = new int[] {20, 200, 2_000}[random.nextInt(3)];
        short[] voices = voices(random);
        List<Chunk> chunks = new ArrayList<>();
        while (at < end) {
            chunks.add(chunk(at, voices[random.nextInt(voices.length)]));
            at += (shortest + random.nextInt(119 - shortest) + 1) * SECOND;
            if (random.nextInt(pauses) == 0) at += (60 + random.nextInt(500)) * SECOND;
        }
        return chunks;
    }

    private static short[] voices(Random random) {
        short[] voices = new short[1 + random.nextInt(8)];
        for (int i = 0; i < voices.length; i++) voices[i] = (short) (StandInModels.BLEND + random.nextInt(512));
        return voices;
    }

    private static Chunk chunk(long start, short level) {
        byte[] pcm = new byte[SILENCE_BYTES + SOUND_BYTES + SILENCE_BYTES];
        for (int i = SILENCE_BYTES; i < SILENCE_BYTES + SOUND_BYTES; i += 2) Pcm16.put(pcm, i, level);
        return new Chunk(new ChunkKey(start, RandomRecordings.FORMAT.digest(pcm)), Source.LIVE, pcm);
    }
}
