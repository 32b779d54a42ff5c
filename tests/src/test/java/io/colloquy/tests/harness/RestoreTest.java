package io.colloquy.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.stitch.StitchSettings;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.tests.Expected;
import io.colloquy.tests.Parts;
import io.colloquy.tests.Recordings;
import io.colloquy.tests.Storage;
import io.colloquy.tests.Uploads;
import io.colloquy.tests.Uploads.Upload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Operators that fail and go on from a checkpoint, as another number of subtasks, end where the definition says. */
class RestoreTest {
    private static final Duration SETTLE_AFTER = Duration.ofMinutes(20);
    private static final StitchSettings STITCH = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10));
    private static final AssembleSettings ASSEMBLE = new AssembleSettings(
            Definition.DEFAULT, SETTLE_AFTER, Duration.ofDays(30), Duration.ofSeconds(2), Duration.ofSeconds(15));
    private static final long NOW = 1_800_000_000_000L;
    /** By then every utterance was heard and everything published. */
    private static final long CALM = Duration.ofMinutes(3).toMillis();

    private final Map<StreamId, Storage> storages = new TreeMap<>();
    private final Map<StreamId, Expected> expected = new TreeMap<>();

    @Property(tries = 8)
    void resultIsTheSameWhateverFailsWhen(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int count)
            throws Exception {
        storages.clear();
        expected.clear();
        Random random = new Random(seed);
        int delay = new int[] {0, 50, 5_000}[random.nextInt(3)];
        try (OperatorChain chain = new OperatorChain(random, delay, NOW, STITCH, ASSEMBLE, this::store)) {
            long sent = NOW;
            for (String device : List.of("left", "right")) sent = Math.max(sent, send(chain, device, count, random));
            runWithFailures(chain, sent, random);
            chain.runUntil(sent + CALM);
            assertResult();
            assertOnlySettlingRemains(chain);

            chain.runUntil(sent + SETTLE_AFTER.toMillis() + CALM);
            assertResult();
            assertSettled(chain);
            assertEntries(chain);
        }
    }

    private void store(Revision revision) {
        storages.computeIfAbsent(revision.stream(), stream -> new Storage()).apply(revision);
    }

    /** Returns when the last record arrives. */
    private long send(OperatorChain chain, String device, int count, Random random) {
        StreamId stream = new StreamId(device, "owner");
        Uploads uploads = Uploads.of(new Recordings(random).chunks(count), random);
        expected.put(stream, Expected.of(stream, uploads));
        int spread = new int[] {1, 3_000, 20_000}[random.nextInt(3)];
        long after = 0;
        long offset = 0;
        for (Upload upload : uploads.records()) {
            after += random.nextInt(spread);
            Origin origin = new Origin("audio-chunks", device.length(), offset++);
            for (var part : Parts.of(stream, upload.chunk(), upload.source(), origin)) chain.send(part, after);
        }
        return NOW + after;
    }

    private static void runWithFailures(OperatorChain chain, long sent, Random random) throws Exception {
        chain.checkpoint();
        for (int failures = 5; failures > 0 && chain.now() < sent + CALM / 3; ) {
            chain.step();
            if (random.nextInt(10) == 0) chain.checkpoint();
            if (random.nextInt(15) == 0) {
                chain.fail();
                failures--;
            }
        }
    }

    private void assertResult() {
        expected.forEach((stream, set) -> set.assertStored(storages.get(stream)));
    }

    private static void assertOnlySettlingRemains(OperatorChain chain) throws Exception {
        assertThat(chain.admit.timers()).isZero();
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
        List<Integer> parts = new ArrayList<>();
        List<Integer> chunks = new ArrayList<>();
        for (Expected set : expected.values()) {
            var effective = set.uploads().effective();
            chunks.add(effective.size());
            for (var chunk : effective) {
                parts.add(Parts.of(set.stream(), chunk, chunk.source(), null).size());
            }
        }
        int streams = expected.size();
        int chunkCount = chunks.stream().mapToInt(Integer::intValue).sum();
        int partCount = parts.stream().mapToInt(Integer::intValue).sum();
        assertThat(chain.admit.entries()).isEqualTo(chunkCount + streams);
        assertThat(chain.stitch.entries()).isBetween(2 * partCount + 2, 2 * partCount + 3 * chunkCount + streams);
    }
}
