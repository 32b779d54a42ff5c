package io.colloquy.proof.simulation;

import io.colloquy.operators.core.stitch.SameSound;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import java.util.List;
import java.util.Random;

/**
 * Whatever comes when, the result is what the definition makes of the set of chunks: whatever is taken for the same
 * sound, too.
 */
public final class AnyOrderCase {

    private AnyOrderCase() {}

    /** @param size how many stretches are recorded */
    public static void run(long seed, int size) {
        Random random = new Random(seed);
        List<Chunk> chunks = RandomRecordings.failing(random).chunks(size);
        SameSound evidence = seed % 8 == 7 ? new AnySameness(seed) : SameSound.BY_PRINT;
        Simulation simulation = new Simulation(random, delays(random)).believing(evidence);
        Uploads uploads = Uploads.of(chunks, random);
        int spread = new int[] {1, 3_000, 60_000, 4_000_000}[random.nextInt(4)];
        for (Upload upload : uploads.records()) {
            simulation.send(upload.chunk(), upload.source(), random.nextInt(spread));
        }

        simulation.run();

        Expected.of(Simulation.STREAM, uploads, evidence).assertStored(simulation.storage());
    }

    private static int delays(Random random) {
        return new int[] {0, 50, 5_000, 40_000}[random.nextInt(4)];
    }
}
