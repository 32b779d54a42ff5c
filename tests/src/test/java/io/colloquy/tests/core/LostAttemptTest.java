package io.colloquy.tests.core;

import io.colloquy.tests.Expected;
import io.colloquy.tests.Recordings;
import io.colloquy.tests.Uploads;
import io.colloquy.tests.Uploads.Upload;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever lost attempts stored, in the end there is what the definition makes of the set of chunks, and no more. */
class LostAttemptTest {

    @Property(tries = 200)
    void leavesNothingBehind(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 9) int count,
            @ForAll @IntRange(min = 1, max = 4) int failures) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation(random, new int[] {50, 5_000, 40_000}[random.nextInt(3)]);
        Uploads uploads = Uploads.of(new Recordings(random).chunks(count), random);
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
}
