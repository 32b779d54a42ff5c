package io.colloquy.tests.core;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import io.colloquy.tests.Expected;
import io.colloquy.tests.Recordings;
import io.colloquy.tests.Uploads;
import io.colloquy.tests.Uploads.Upload;
import io.colloquy.tests.oracle.Oracle.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever lost attempts stored, in the end there is what the definition makes of the set of chunks, and no more. */
public class LostAttemptTest {
    /** Bytes: less than would end an utterance, and more than a clip has of what is around it. */
    private static final int SILENT_LEAD = 2 * 3 * Timeline.SAMPLE_RATE / 10;

    private static final long DAY_MICROS = 86_400_000_000L;

    @Property(tries = 60)
    public void leavesNothingBehind(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 9) int count,
            @ForAll @IntRange(min = 1, max = 4) int failures) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation(random, new int[] {50, 5_000, 40_000}[random.nextInt(3)]);
        Uploads uploads =
                Uploads.of(withRivals(atEdge(Recordings.failing(random).chunks(count), random), random), random);
        int spread = new int[] {1, 60_000, 200_000}[random.nextInt(3)];
        for (Upload upload : uploads.records()) {
            simulation.send(upload.chunk(), upload.source(), random.nextInt(spread));
        }
        simulation.checkpoint();
        for (int i = 0; i < failures; i++) {
            simulation.runFor(random.nextInt(60_000));
            if (random.nextInt(3) > 0) simulation.checkpoint();
            simulation.runFor(random.nextInt(90_000));
            simulation.fail();
        }

        simulation.run();

        Expected.of(Simulation.STREAM, uploads).assertStored(simulation.storage());
    }

    /**
     * What speaks on both sides of the edge of a bucket, and a day, is one utterance until a second of silence in between
     * is known. Only the lost attempt may have seen that; nothing that comes to the next one begins or ends behind the
     * edge.
     */
    @Property(tries = 100)
    void leavesNothingBehindInTheNextBucket(@ForAll long seed) {
        Random random = new Random(seed);
        long edge = 19_676 * DAY_MICROS;
        Chunk first = chunk(edge - 60_000_000, 5, 100);
        Chunk before = chunk(edge - 6_200_000, 5, 100);
        Chunk between = chunk(edge - 1_200_000, 1, 0);
        Chunk after = chunk(edge + 100_000, 5, 200);
        Simulation simulation = new Simulation(random, 40_000);
        simulation.send(first, Source.LIVE, 0);
        simulation.send(after, Source.LIVE, 0);
        simulation.runFor(100_000);
        simulation.checkpoint();
        simulation.send(before, Source.LIVE, 0);
        simulation.send(between, Source.LIVE, 0);
        simulation.checkpoint();
        simulation.runFor(random.nextInt(60_000));
        simulation.fail();

        simulation.run();

        List<Chunk> chunks = List.of(first, before, between, after);
        Uploads uploads =
                new Uploads(chunks.stream().map(c -> new Upload(c, Source.LIVE)).toList(), chunks);
        Expected.of(Simulation.STREAM, uploads).assertStored(simulation.storage());
    }

    private static Chunk chunk(long start, int seconds, int level) {
        byte[] pcm = new byte[2 * seconds * Timeline.SAMPLE_RATE];
        Arrays.fill(pcm, SILENT_LEAD, pcm.length, (byte) level);
        return new Chunk(new ChunkKey(start, new Digest(start, 0, 0, 0)), Source.LIVE, pcm);
    }

    /** Moves them so that one of them begins about where a bucket does, and often a day. */
    private static List<Chunk> atEdge(List<Chunk> chunks, Random random) {
        long edge = random.nextBoolean() ? DAY_MICROS : Timeline.BUCKET_MICROS;
        long start = chunks.get(random.nextInt(chunks.size())).key().start();
        long shift = edge - Math.floorMod(start, edge) + random.nextInt(6_000_000) - 3_000_000;
        return chunks.stream()
                .map(chunk -> new Chunk(
                        new ChunkKey(chunk.key().start() + shift, chunk.key().content()), chunk.source(), chunk.pcm()))
                .toList();
    }

    /** Some begin almost where another does, so that a link lasts only until the better of the two is known. */
    private static List<Chunk> withRivals(List<Chunk> chunks, Random random) {
        List<Chunk> all = new ArrayList<>(chunks);
        for (Chunk chunk : chunks) {
            if (random.nextInt(3) > 0) continue;
            long start = chunk.key().start() + random.nextInt(2_400_000) - 1_200_000;
            Chunk audio = chunks.get(random.nextInt(chunks.size()));
            all.add(new Chunk(new ChunkKey(start, audio.key().content()), chunk.source(), audio.pcm()));
        }
        return all;
    }
}
