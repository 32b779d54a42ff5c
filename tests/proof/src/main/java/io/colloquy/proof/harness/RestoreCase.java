package io.colloquy.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.proof.simulation.Expected;
import io.colloquy.proof.simulation.Parts;
import io.colloquy.proof.simulation.Storage;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;

/** Operators that fail and go on from a checkpoint, as another number of subtasks, end where the definition says. */
public final class RestoreCase {
    /** By then every utterance was transcribed and everything published. */
    private static final long CALM = 180_000;

    private final Map<StreamId, Storage> storages = new TreeMap<>();
    private final Map<StreamId, Expected> expected = new TreeMap<>();

    private RestoreCase() {}

    /** @param size how many stretches each of two devices records */
    public static void onRocksDb(long seed, int size) throws Exception {
        new RestoreCase().run(InMemoryRocksDb.backend(), new Random(seed), size, true);
    }

    /** @param size how many stretches each of two devices records */
    public static void onHeap(long seed, int size) throws Exception {
        new RestoreCase().run(new HashMapStateBackend(), new Random(seed), size, false);
    }

    /** @param counts whether the backend can say how many entries it has */
    private void run(StateBackend backend, Random random, int size, boolean counts) throws Exception {
        int delay = new int[] {0, 50, 5_000}[random.nextInt(3)];
        try (OperatorChain chain = new OperatorChain(backend, random, delay, this::store)) {
            run(chain, size, random);
            if (counts) assertEntries(chain);
        }
    }

    private void run(OperatorChain chain, int size, Random random) throws Exception {
        for (String device : List.of("left", "right")) send(chain, device, size, random);
        runWithFailures(chain, random);
        chain.run(CALM);
        assertResult();
        assertOnlySettlingRemains(chain);

        chain.run(OperatorChain.SETTLE_AFTER.toMillis() + CALM);
        assertResult();
        assertSettled(chain);
    }

    private void store(Revision revision) {
        storages.computeIfAbsent(revision.stream(), stream -> new Storage()).apply(revision);
    }

    private void send(OperatorChain chain, String device, int size, Random random) {
        StreamId stream = new StreamId(device, "owner");
        Uploads uploads = Uploads.of(RandomRecordings.failing(random).chunks(size), random);
        expected.put(stream, Expected.of(stream, uploads));
        int spread = new int[] {1, 3_000, 20_000}[random.nextInt(3)];
        long after = 0;
        long offset = 0;
        for (Upload upload : uploads.records()) {
            after += random.nextInt(spread);
            Origin origin = new Origin("audio-chunks", device.length(), offset++);
            for (var part : Parts.of(stream, upload.chunk(), upload.source(), origin)) chain.send(part, after);
        }
    }

    private void runWithFailures(OperatorChain chain, Random random) throws Exception {
        int stepsBetweenCheckpoints = new int[] {5, 20, 80}[random.nextInt(3)];
        int stepsBetweenFailures = new int[] {10, 40}[random.nextInt(2)];
        chain.checkpoint();
        for (int failures = 5; failures > 0; ) {
            chain.step();
            if (random.nextInt(stepsBetweenCheckpoints) == 0) chain.checkpoint();
            if (random.nextInt(stepsBetweenFailures) == 0) {
                fail(chain, random, failures);
                failures--;
            }
        }
    }

    /** One in five failures takes the tables along. */
    private void fail(OperatorChain chain, Random random, int number) throws Exception {
        if (random.nextInt(5) > 0) {
            chain.fail();
            return;
        }
        storages.replaceAll((stream, lost) -> new Storage());
        chain.failAndPublishAgain("loss " + number);
    }

    private void assertResult() {
        expected.forEach((stream, set) -> set.assertStored(storages.get(stream)));
    }

    private static void assertOnlySettlingRemains(OperatorChain chain) throws Exception {
        assertThat(chain.deduplicate.timers()).isZero();
        assertThat(chain.stitch.timers()).isZero();
        assertThat(chain.stitch.streamsWith("waiting")).isEmpty();
        assertThat(chain.assemble.streamsWith("unpublished")).isEmpty();
        if (chain.assemble.timers() == 0)
            assertThat(chain.assemble.streamsWith("settling")).isEmpty();
    }

    private void assertSettled(OperatorChain chain) {
        assertThat(chain.assemble.timers()).isZero();
        assertThat(chain.assemble.streamsWith("settling")).isEmpty();
        assertThat(chain.assemble.streamsWith("unpublished")).isEmpty();
        storages.values().forEach(storage -> assertThat(storage.headers()).allMatch(ConversationRow::settled));
    }

    /** What is kept grows with what was recorded, and with nothing else. */
    private void assertEntries(OperatorChain chain) {
        int accepted = expected.values().stream()
                .mapToInt(RestoreCase::deduplicationEntries)
                .sum();
        int chunks = 0;
        int parts = 0;
        for (Expected set : expected.values()) {
            for (var chunk : set.uploads().effective()) {
                chunks++;
                parts += Parts.of(set.stream(), chunk, chunk.source(), null).size();
            }
        }
        int streams = expected.size();
        assertThat(chain.deduplicate.entries()).isEqualTo(accepted);
        assertThat(chain.stitch.entries()).isBetween(parts + 8 * streams, 3 * parts + chunks + 14 * streams);
    }

    /** Slots of chunks, the tree above their buckets (five levels and a root), newest start and greatest offset. */
    private static int deduplicationEntries(Expected set) {
        int entries = 2 + 1 + periods(set, Timeline.PART_MICROS);
        long period = Timeline.BUCKET_MICROS;
        for (int level = 0; level < 5; level++) entries += periods(set, period *= 64);
        return entries;
    }

    /** In how many of them a chunk starts. */
    private static int periods(Expected set, long micros) {
        return (int) set.uploads().effective().stream()
                .map(chunk -> chunk.key().start() / micros)
                .distinct()
                .count();
    }
}
