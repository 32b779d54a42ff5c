package io.colloquy.tests.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import io.colloquy.tests.Recordings;
import io.colloquy.tests.StandIn;
import io.colloquy.tests.oracle.Oracle;
import io.colloquy.tests.oracle.Oracle.Chunk;
import io.colloquy.tests.oracle.Oracle.Conversation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes when, the result is what the definition makes of the set of chunks. */
class OrderFreeTest {

    @Property(tries = 1000)
    void resultIsWhatTheDefinitionSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int count) {
        Random random = new Random(seed);
        List<Chunk> chunks = new Recordings(random).chunks(count);
        Simulation simulation = new Simulation(random, delays(random));
        List<Chunk> effective = sendAll(chunks, simulation, random);

        simulation.run();

        assertThat(simulation.storage().conversations()).isEqualTo(expected(effective));
        assertAccountsAddUp(simulation, effective);
    }

    @Property(tries = 200)
    void speakersAreTheSameInAnyOrder(@ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int count) {
        List<Chunk> chunks = new Recordings(new Random(seed)).chunks(count);
        List<Map<String, String>> results = new ArrayList<>();
        for (int order = 0; order < 2; order++) {
            Random random = new Random(seed + order);
            Simulation simulation = new Simulation(random, delays(random));
            List<Chunk> shuffled = new ArrayList<>(chunks);
            Collections.shuffle(shuffled, random);
            for (Chunk chunk : shuffled) simulation.send(chunk, chunk.source(), random.nextInt(30_000));
            simulation.run();
            results.add(simulation.storage().speakers());
        }
        assertThat(results.get(0)).isEqualTo(results.get(1));
    }

    private static int delays(Random random) {
        return new int[] {0, 50, 5_000, 40_000}[random.nextInt(4)];
    }

    /** Sends all in random order, some twice, some of these by another source; returns the set that results. */
    private static List<Chunk> sendAll(List<Chunk> chunks, Simulation simulation, Random random) {
        List<Chunk> shuffled = new ArrayList<>(chunks);
        Collections.shuffle(shuffled, random);
        List<Chunk> effective = new ArrayList<>();
        int spread = new int[] {1, 3_000, 60_000, 4_000_000}[random.nextInt(4)];
        for (Chunk chunk : shuffled) {
            simulation.send(chunk, chunk.source(), random.nextInt(spread));
            Source least = chunk.source();
            while (random.nextInt(4) == 0) {
                Source again = Source.values()[random.nextInt(3)];
                simulation.send(chunk, again, random.nextInt(spread));
                if (again.compareTo(least) < 0) least = again;
            }
            effective.add(new Chunk(chunk.key(), least, chunk.pcm()));
        }
        return effective;
    }

    private static List<Conversation> expected(List<Chunk> chunks) {
        return new Oracle(Definition.DEFAULT, Simulation.STREAM, StandIn::detect, StandIn::words).conversations(chunks);
    }

    private static void assertAccountsAddUp(Simulation simulation, List<Chunk> chunks) {
        long milliseconds = chunks.stream()
                .mapToLong(chunk -> Timeline.millisWithin(0, chunk.pcm().length / 2))
                .sum();
        List<DayRow> days = simulation.storage().days();
        assertThat(days).allMatch(DayRow::balanced).allMatch(day -> day.pendingMs() == 0);
        assertThat(days.stream()
                        .mapToLong(day -> day.receivedMs() - day.duplicateMs())
                        .sum())
                .isEqualTo(milliseconds);
    }
}
