package io.colloquy.proof.simulation;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Whatever lost incarnations stored, in the end there is what the definition makes of the set of chunks, and no more.
 */
public final class LostIncarnationCase {
    private static final long DAY_MICROS = 86_400_000_000L;

    private LostIncarnationCase() {}

    /**
     * @param size how many stretches are recorded
     * @param failures how many incarnations are lost
     */
    public static void run(long seed, int size, int failures) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation(random, new int[] {50, 5_000, 40_000}[random.nextInt(3)]);
        Uploads uploads =
                Uploads.of(withRivals(atEdge(RandomRecordings.failing(random).chunks(size), random), random), random);
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
