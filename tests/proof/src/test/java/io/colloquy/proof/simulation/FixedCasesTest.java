package io.colloquy.proof.simulation;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few invented uploads that are the same each time, one test for each: for whoever changes a core and wants to know
 * at once, as the mutation check does thousands of times. Others are invented by {@link OrderFreeTest}.
 */
class FixedCasesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void resultIsWhatTheDefinitionSays(int seed) {
        Random random = new Random(seed);
        List<Chunk> chunks = new RandomRecordings(random).chunks(1 + seed % 8);
        Simulation simulation = new Simulation(random, new int[] {0, 50, 5_000, 40_000}[seed % 4]);
        Uploads uploads = Uploads.of(chunks, random);
        int spread = new int[] {1, 3_000, 60_000, 4_000_000}[random.nextInt(4)];
        for (Upload upload : uploads.records()) {
            simulation.send(upload.chunk(), upload.source(), random.nextInt(spread));
        }
        if (seed % 3 == 0) failInTheMiddle(simulation, spread);

        simulation.run();

        Expected.of(Simulation.STREAM, uploads).assertStored(simulation.storage());
    }

    private static void failInTheMiddle(Simulation simulation, int spread) {
        simulation.checkpoint();
        simulation.runFor(spread / 2);
        simulation.checkpoint();
        simulation.runFor(spread / 4);
        simulation.fail();
    }
}
