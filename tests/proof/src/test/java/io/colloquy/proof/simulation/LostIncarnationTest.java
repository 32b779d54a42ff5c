package io.colloquy.proof.simulation;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What lost incarnations stored. */
class LostIncarnationTest {
    /** Bytes: less than would end an utterance, and more than a clip has of what is around it. */
    private static final int SILENT_LEAD = 2 * 3 * Timeline.SAMPLE_RATE / 10;

    private static final long DAY_MICROS = 86_400_000_000L;

    @Property(tries = 60)
    void leavesNothingBehind(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 9) int size,
            @ForAll @IntRange(min = 1, max = 4) int failures) {
        LostIncarnationCase.run(seed, size, failures);
    }

    /**
     * What speaks on both sides of the edge of a bucket, and a day, is one utterance until a second of silence in
     * between is known. Only the lost incarnation may have seen that; nothing that comes to the next one begins or ends
     * behind the edge.
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
}
