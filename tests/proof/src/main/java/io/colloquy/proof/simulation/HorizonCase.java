package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is remembered ends with the horizon, and what was published stays. */
public final class HorizonCase {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long HORIZON = 2 * HOUR;
    private static final AssembleSettings SETTINGS = new AssembleSettings(
            Definition.DEFAULT,
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15));
    private static final AudioChunk.Format FORMAT = AudioChunk.Format.pcm(Timeline.SAMPLE_RATE, 1);
    private static final int MINUTE_MILLIS = 60_000;
    private static final int TAIL = 12;

    private HorizonCase() {}

    /** @param size how many stretches are recorded */
    public static void run(long seed, int size) {
        Random random = new Random(seed);
        int failures = random.nextInt(4);
        List<Chunk> chunks = history(random, size);
        Simulation simulation = Simulation.inOrder(random, new int[] {0, 5_000, 40_000}[random.nextInt(3)], SETTINGS);
        int pause = new int[] {1_000, MINUTE_MILLIS, 10 * MINUTE_MILLIS}[random.nextInt(3)];
        long after = 0;
        for (Chunk chunk : chunks) {
            after += 1_000 + random.nextInt(pause);
            simulation.send(chunk, chunk.source(), after);
        }
        List<Chunk> silence = silence(newest(chunks));
        for (int i = 0; i < silence.size(); i++) {
            simulation.send(silence.get(i), Source.LIVE, after + (i + 1) * 15 * MINUTE_MILLIS);
        }
        chunks.addAll(silence);
        simulation.checkpoint();
        for (int i = 0; i < failures; i++) failSometime(simulation, after / failures, random);
        simulation.run();

        List<Upload> uploads =
                chunks.stream().map(c -> new Upload(c, c.source())).toList();
        Expected expected = Expected.of(Simulation.STREAM, new Uploads(uploads, chunks));
        expected.assertStored(simulation.storage());
        assertThat(simulation.storage().headers()).allMatch(ConversationRow::settled);
        assertRemembersOnlyWhatTheHorizonHolds(simulation, chunks, expected);
    }

    private static void failSometime(Simulation simulation, long within, Random random) {
        long checkpointAt = random.nextLong(within);
        simulation.runFor(checkpointAt);
        simulation.checkpoint();
        simulation.runFor(random.nextInt(3 * MINUTE_MILLIS));
        simulation.fail();
    }

    /**
     * In three horizons some stretches, and in them maybe a talk that lasts for longer than one; no chunk is too old.
     */
    private static List<Chunk> history(Random random, int size) {
        Map<ChunkKey, Chunk> chunks = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            long shift = random.nextInt((int) (3 * HORIZON / SECOND)) * SECOND;
            for (Chunk chunk : RandomRecordings.failing(random).chunks(1 + random.nextInt(4))) {
                Chunk shifted = shifted(chunk, shift);
                chunks.putIfAbsent(shifted.key(), shifted);
            }
        }
        List<Chunk> all = new ArrayList<>(chunks.values());
        if (random.nextInt(3) == 0) all.addAll(talk(all.get(0).key().start(), random));
        Map<Chunk, Long> arrivals = new LinkedHashMap<>();
        for (Chunk chunk : all) {
            arrivals.put(chunk, chunk.key().start() + (long) (random.nextDouble() * 0.95 * HORIZON));
        }
        all.sort(Comparator.comparing(arrivals::get));
        return all;
    }

    private static List<Chunk> talk(long start, Random random) {
        List<Chunk> talk = new ArrayList<>();
        for (long at = start; at < start + 2 * HORIZON; at += (60 + random.nextInt(50)) * SECOND) {
            talk.add(chunk(at, 2, 1 + random.nextInt(100)));
        }
        return talk;
    }

    private static Chunk shifted(Chunk chunk, long shift) {
        return new Chunk(new ChunkKey(chunk.key().start() + shift, chunk.key().content()), chunk.source(), chunk.pcm());
    }

    private static Chunk chunk(long start, int seconds, int level) {
        byte[] pcm = new byte[2 * seconds * Timeline.SAMPLE_RATE];
        Arrays.fill(pcm, (byte) level);
        return new Chunk(new ChunkKey(start, FORMAT.digest(pcm)), Source.LIVE, pcm);
    }

    /** A device that goes on, in silence, so that what is to be forgotten is. */
    private static List<Chunk> silence(long newest) {
        List<Chunk> silence = new ArrayList<>();
        for (int i = 1; i <= TAIL; i++) silence.add(chunk(newest + i * SECOND, 1, 0));
        return silence;
    }

    private static long newest(List<Chunk> chunks) {
        return chunks.stream().mapToLong(chunk -> chunk.key().start()).max().orElseThrow();
    }

    /** That is less than is left where nothing older ever came. */
    private static void assertRemembersOnlyWhatTheHorizonHolds(
            Simulation simulation, List<Chunk> chunks, Expected expected) {
        long reach = StitchedUtterance.reachMicros(Definition.DEFAULT, true);
        long held = newest(chunks) - HORIZON - reach - 3 * Timeline.BUCKET_MICROS;
        long oldest = expected.conversations().stream()
                .filter(conversation -> conversation.end() >= held)
                .mapToLong(conversation -> conversation.start() - Timeline.BUCKET_MICROS)
                .reduce(held, Math::min);
        Simulation young = Simulation.inOrder(new Random(0), 0, SETTINGS);
        for (Chunk chunk : chunks) {
            if (chunk.key().start() >= oldest) young.send(chunk, chunk.source(), 0);
        }
        young.run();
        int days = expected.accounts().size();
        int levels = 6;
        int passed = 2 * (int) (reach / Timeline.BUCKET_MICROS + 2); // around a part, and said to be empty
        assertThat(simulation.memory().assembled())
                .isLessThanOrEqualTo(young.memory().assembled() + 2 * days + levels + passed);
        long before = (oldest - reach - 2 * Timeline.BUCKET_MICROS) / (60 * SECOND);
        assertThat(simulation.memory().answers().keySet())
                .as("minutes with answers")
                .allMatch(minute -> (long) minute >= before);
    }
}
