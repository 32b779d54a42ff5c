package io.colloquy.tests.core;

import io.colloquy.tests.Expected;
import io.colloquy.tests.Recordings;
import io.colloquy.tests.Uploads;
import io.colloquy.tests.Uploads.Upload;
import io.colloquy.tests.oracle.Oracle.Chunk;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes when, the result is what the definition makes of the set of chunks. */
public class OrderFreeTest {

    @Property(tries = 50)
    public void resultIsWhatTheDefinitionSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int count) {
        Random random = new Random(seed);
        List<Chunk> chunks = Recordings.failing(random).chunks(count);
        Simulation simulation = new Simulation(random, delays(random));
        Uploads uploads = Uploads.of(chunks, random);
        int spread = new int[] {1, 3_000, 60_000, 4_000_000}[random.nextInt(4)];
        for (Upload upload : uploads.records()) {
            simulation.send(upload.chunk(), upload.source(), random.nextInt(spread));
        }

        simulation.run();

        Expected.of(Simulation.STREAM, uploads).assertStored(simulation.storage());
    }

    private static int delays(Random random) {
        return new int[] {0, 50, 5_000, 40_000}[random.nextInt(4)];
    }
}
